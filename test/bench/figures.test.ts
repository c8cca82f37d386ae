import { describe, expect, it } from 'vitest';
import { readPss } from '../../bench/browsers.ts';
import { replaced } from '../../bench/document.ts';
import { markdownOf, median, rowOf } from '../../bench/figures.ts';
import { p50p95, randomTimes } from '../../bench/seeking.ts';

const MACHINE = {
  date: '2026-01-01T00:00Z',
  cores: 2,
  processor: 'P',
  memoryGb: 8,
  system: 's',
  browser: 'b',
  load: 0.5,
};

describe('rowOf', () => {
  it('tells the ratio to the peer, and whether the goal is reached', () => {
    const peer = { name: 'other', value: 1_200 };
    expect(rowOf({ what: 'a seek', unit: 'ms', ours: 60, peer, goal: '< 100 ms', reached: true })).toEqual([
      'a seek',
      '60 ms',
      '1200 ms (other)',
      '20×',
      '< 100 ms',
      'yes',
    ]);
  });

  it('says what did not come to an end, and gives no ratio of it', () => {
    const peer = { name: 'other', value: 5 };
    expect(rowOf({ what: 'a', unit: 'MB', ours: NaN, peer })).toEqual([
      'a',
      'not done',
      '5.00 MB (other)',
      '',
      '',
      '',
    ]);
  });
});

it('writes a table with the machine above it', () => {
  const figures = [{ what: 'a', unit: '', ours: 3, goal: '0', reached: false }] as const;
  const text = markdownOf({ name: 'x', machine: MACHINE, notes: ['One note.'], figures });
  expect(text).toContain('on 2 cores (P), 8 GB');
  expect(text).toContain('One note.');
  expect(text).toContain('| a | 3.00 |  |  | 0 | no |');
});

it('takes the middle', () => {
  expect(median([5, 1, 9])).toBe(5);
  expect(median([])).toBeNaN();
});

it('counts seeks that never settled apart from the times', () => {
  expect(p50p95([10, NaN, 30, 20])).toEqual({ p50: 20, p95: 30, failed: 1 });
});

it('seeks to the same moments every time, all within the trace', () => {
  const times = randomTimes(200, 7_200_000_000);
  expect(times).toEqual(randomTimes(200, 7_200_000_000));
  expect(Math.max(...times)).toBeLessThan(7_200);
  expect(new Set(times).size).toBe(200);
});

describe('readPss', () => {
  it('reads the sum, not its parts', () => {
    expect(readPss('Rss:  900 kB\nPss:     512 kB\nPss_Dirty:  100 kB\n')).toBe(512);
  });

  it('throws where there is none', () => {
    expect(() => readPss('Rss: 1 kB\n')).toThrow('how much memory');
  });
});

describe('the document', () => {
  it('gets a section for a benchmark that had none', () => {
    const text = replaced('# P\n', 'open', 'first');
    expect(text).toContain('## Opening a trace: `npm run bench -- open --keep`');
    expect(replaced(text, 'open', 'second')).toBe(text.replace('first', 'second'));
  });

  it('is not written to where a mark is missing', () => {
    expect(() => replaced('<!-- bench open -->', 'open', 'x')).toThrow('no place for open');
  });
});
