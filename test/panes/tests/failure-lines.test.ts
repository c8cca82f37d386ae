import { describe, expect, it } from 'vitest';
import { cutMiddle, toneBlocks } from '../../../src/panes/tests/failure-lines.ts';

const tones = (text: string): readonly string[] =>
  toneBlocks(text).map(({ tone, text: lines }) => `${tone}: ${lines.replaceAll('\n', '/')}`);

describe('toneBlocks', () => {
  it('finds what was expected and what came, as runners write it', () => {
    expect(tones('no\nExpected: 4\nReceived: 5\nat x')).toEqual([
      'plain: no/',
      'expected: Expected: 4/',
      'actual: Received: 5/',
      'plain: at x',
    ]);
    expect(tones('expected value: 1\n     got: 2')).toEqual([
      'expected: expected value: 1/',
      'actual:      got: 2',
    ]);
  });

  it('reads signs as a comparison only behind a legend', () => {
    expect(tones('- a list\n+ more')).toEqual(['plain: - a list/+ more']);
    expect(tones('+ actual - expected\n\n+ 1\n- 2\n  3')).toEqual([
      'plain: + actual - expected//',
      'actual: + 1/',
      'expected: - 2/',
      'plain:   3',
    ]);
  });

  it('loses no character', () => {
    const text = '\n\nExpected: a\n\n- Expected\n+ Received\n- b\n';
    expect(
      toneBlocks(text)
        .map((block) => block.text)
        .join(''),
    ).toBe(text);
  });

  it('is not slowed down by a hostile line', () => {
    const started = performance.now();
    toneBlocks(`- expected${' - expected'.repeat(50_000)}:`);
    toneBlocks(' '.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('cutMiddle', () => {
  it('keeps both ends of what is very long', () => {
    expect(cutMiddle('short')).toEqual({ head: 'short', left: 0, tail: '' });
    const { head, left, tail } = cutMiddle(`a${'x'.repeat(200_000)}b`);
    expect([head[0], tail.at(-1), head.length + left + tail.length]).toEqual(['a', 'b', 200_002]);
  });
});
