import { describe, expect, it } from 'vitest';
import { CLOCK_WORDS, stepWords } from '../../src/base/time-words.ts';
import { fromSeconds } from '../../src/base/time.ts';

const words = stepWords(40, 1_000_000);

describe('words for a trace without times', () => {
  it('tell the step of a moment, within the trace', () => {
    expect([0, 0.999999, 1, 11.5, 39, 40, 99].map((second) => words.moment(fromSeconds(second)))).toEqual(
      [1, 1, 2, 12, 40, 40, 40].map((step) => `step ${step}`),
    );
    expect(words.place(fromSeconds(11))).toBe('step 12 of 40');
    // Half-open: the range [2, 5) holds the steps 3 to 5.
    expect([words.moment(fromSeconds(2)), words.end(fromSeconds(5)), words.extent(3_000_000)]).toEqual([
      'step 3',
      'step 5',
      '3 steps',
    ]);
  });

  it('never tell how long something took', () => {
    expect(words.duration(12_000_000)).toBe('');
  });

  it('understand what they say', () => {
    expect(['12', 'step 12', 'Step 12 of 40'].map((text) => words.parse(text))).toEqual(
      Array.from({ length: 3 }, () => fromSeconds(11)),
    );
    expect(['0', '1:23', 'x', ''].map((text) => words.parse(text))).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
  });
});

describe('words for all other traces', () => {
  it('are times', () => {
    expect([CLOCK_WORDS.moment(fromSeconds(83.5)), CLOCK_WORDS.duration(4_200_000)]).toEqual([
      '1:23.500',
      '4.2 s',
    ]);
  });
});
