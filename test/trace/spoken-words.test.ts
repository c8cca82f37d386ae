import { describe, expect, it } from 'vitest';
import { holdsAny, wordsOf } from '../../src/trace/spoken-words.ts';

describe('spoken words', () => {
  it('are letters and digits, without what a transcript says of sounds', () => {
    expect(wordsOf("[typing] Don't, it's a re-run of test 17 – naïve.")).toEqual([
      "don't",
      "it's",
      'a',
      're-run',
      'of',
      'test',
      '17',
      'naïve',
    ]);
    expect(wordsOf('… [keyboard]')).toEqual([]);
  });

  it('hold a phrase only whole', () => {
    expect(holdsAny(wordsOf('I do this so that it holds'), ['since', 'so that'])).toBe(true);
    expect(holdsAny(wordsOf('unexpected'), ['expect'])).toBe(false);
  });
});
