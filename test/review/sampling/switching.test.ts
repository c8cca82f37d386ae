/** When sampling is tightened, goes back, and stops. */
import { describe, expect, it } from 'vitest';
import { nextMode, type LotResult } from '../../../src/review/sampling/switching.ts';

const historyOf = (text: string): readonly LotResult[] =>
  Array.from(text, (char) => (char === 'r' ? 'rejected' : 'accepted'));

describe('the mode of the next batch', () => {
  it.each([
    ['', 'normal'],
    ['aaaaaaaa', 'normal'],
    ['r', 'normal'],
    ['rr', 'tightened'],
    ['raaar', 'tightened'],
    // Six apart: never two of five in a row.
    ['raaaar', 'normal'],
    ['rraaaa', 'tightened'],
    ['rraaaaa', 'normal'],
    // Back to normal, one rejected before does not count.
    ['rraaaaar', 'normal'],
    ['rraaaarraaaaa', 'normal'],
    ['rrrrrr', 'tightened'],
    ['rrrrrrr', 'stop'],
    ['rrrarararar', 'stop'],
    ['rrrrrrraaaaaa', 'stop'],
  ] as const)('after %j is %s', (text, mode) => {
    expect(nextMode(historyOf(text))).toBe(mode);
  });
});
