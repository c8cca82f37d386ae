import { describe, expect, it } from 'vitest';
import { matchWords } from '../../src/ui/match-words.ts';

describe('matchWords', () => {
  it.each([
    ['go to t', 'Go to Tests', 1],
    ['tests go', 'Go to Tests', 0.75],
    ['est', 'Go to Tests', 0.5],
    ['code', 'Go to Diff', 0.25],
    ['go to tests', 'Go to a time or frame', 0],
    ['zzz', 'Go to Tests', 0],
    ['  Frame  ', 'One frame back', 0.75],
  ])('%s in %s', (typed, title, score) => {
    expect(matchWords(typed, title, ['code', 'Panes'])).toBe(score);
  });
});
