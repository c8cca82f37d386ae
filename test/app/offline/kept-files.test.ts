import { describe, expect, it } from 'vitest';
import { answerTo, isKept, readNews } from '../../../src/app/offline/kept-files.ts';

const SCOPE = 'https://viewer.example/some/where/';
const FILES = new Set(['index.html', 'assets/index-a1.js', 'icons/playhead.svg'].map((url) => SCOPE + url));

function answer(url: string, { method = 'GET', mode = 'cors', range = false } = {}) {
  const headers = new Headers(range ? { range: 'bytes=0-9' } : {});
  return answerTo({ method, mode: mode as RequestMode, url, headers }, SCOPE, FILES);
}

describe('what the service worker answers', () => {
  it.each(['', 'index.html', '?trace=a.trace.zip', '?trace=https%3A%2F%2Fa.example%2Fb#t=3'])(
    'the page itself: %s',
    (place) => expect(answer(SCOPE + place, { mode: 'navigate' })).toBe('page'),
  );

  it('a file of its list', () => {
    expect(answer(`${SCOPE}assets/index-a1.js`)).toBe('file');
    expect(answer(`${SCOPE}icons/playhead.svg#part`)).toBe('file');
  });

  it.each([
    ['a bundle', `${SCOPE}traces/a.trace.zip`, {}],
    ['a bundle that is called like a file of the page', `${SCOPE}traces/assets/index-a1.js`, {}],
    ['a file that it does not have', `${SCOPE}assets/index-b2.js`, {}],
    ['a file with a query', `${SCOPE}assets/index-a1.js?x=1`, {}],
    ['a part of a file', `${SCOPE}assets/index-a1.js`, { range: true }],
    ['another method', `${SCOPE}assets/index-a1.js`, { method: 'HEAD' }],
    ['another origin', 'https://other.example/some/where/assets/index-a1.js', {}],
    ['a page beside it', `${SCOPE}traces/report.html`, { mode: 'navigate' }],
    ['the page of another path', 'https://viewer.example/', { mode: 'navigate' }],
    ['the page, sent to', SCOPE, { mode: 'navigate', method: 'POST' }],
    ['the page, fetched', SCOPE, {}],
  ])('not %s', (_, url, options) => expect(answer(url, options)).toBeUndefined());
});

describe('what is kept', () => {
  it.each(['index.html', 'manifest.webmanifest', 'assets/a-1.js', 'assets/a-1.woff2', 'icons/playhead.svg'])(
    '%s',
    (path) => expect(isKept(path)).toBe(true),
  );

  it.each([
    'assets/a-1.js.map',
    'samples/bug-fix/manifest.json',
    'schema/a.json',
    'service-worker.js',
    'a/index.html',
  ])('not %s', (path) => expect(isKept(path)).toBe(false));
});

it('reads its own news and no other message', () => {
  expect(readNews({ kept: 2, of: 9 })).toEqual({ kept: 2, of: 9 });
  for (const other of [undefined, null, 'kept', {}, { kept: '2', of: 9 }])
    expect(readNews(other)).toBeUndefined();
});
