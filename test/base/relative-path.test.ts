import { describe, expect, it } from 'vitest';
import { relativePath } from '../../src/base/relative-path.ts';

describe('a path from a folder', () => {
  it('is plain', () => {
    expect(['a.png', './a.png', 'shots/A 1.png', 'a..b/c.png'].map(relativePath)).toEqual([
      'a.png',
      'a.png',
      'shots/A 1.png',
      'a..b/c.png',
    ]);
  });

  it.each([
    '',
    './',
    '/etc/a.png',
    '~/a.png',
    '../a.png',
    'a/../../b.png',
    'a/..',
    './../a.png',
    'a\\..\\b.png',
    '\\\\host\\a.png',
    'C:/a.png',
    'https://x.example/a.png',
    'data:image/png;base64,AA',
    '//x.example/a.png',
  ])('is not %j', (path) => expect(relativePath(path)).toBeUndefined());
});
