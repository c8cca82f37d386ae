import { describe, expect, it } from 'vitest';
import type { Sample } from '../../bench/measure.ts';
import { markdownTable, quantile, summarize, textTable } from '../../bench/table.ts';

const sample = (over: Partial<Sample>): Sample => ({
  ms: 10,
  frame: 5,
  exact: true,
  wanted: 5,
  seen: 5,
  ...over,
});

describe('a summary', () => {
  it('counts what was seen, not what the player said', () => {
    const samples = [
      sample({}),
      sample({ seen: 4 }),
      sample({ seen: null }),
      sample({ exact: false }),
      sample({ seen: 6, exact: false }),
      sample({ frame: 225 }),
    ];
    expect(summarize(samples)).toMatchObject({
      count: 6,
      wrong: 3,
      invalid: 1,
      exactButWrong: 2,
      notExact: 2,
      misnamed: 1,
    });
  });

  it('leaves open what a player does not say', () => {
    const silent = sample({ exact: null, frame: null });
    expect(summarize([silent])).toMatchObject({ wrong: 0, exactButWrong: 0, notExact: null, misnamed: null });
  });
});

it('gives a value that was measured as a quantile', () => {
  const values = [40, 10, 30, 20];
  expect(quantile(values, 0.5)).toBe(20);
  expect(quantile(values, 0.95)).toBe(40);
  expect(quantile([7], 0.5)).toBe(7);
  expect(quantile([], 0.5)).toBeNaN();
});

it('lays out a table for a terminal and for Markdown', () => {
  const rows = [
    ['file', 'ms'],
    ['a', '12'],
    ['longer', '3'],
  ];
  expect(textTable(rows)).toBe('file    ms\na       12\nlonger   3');
  expect(markdownTable(rows)).toBe('| file | ms |\n| --- | ---: |\n| a | 12 |\n| longer | 3 |');
});
