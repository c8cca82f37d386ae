import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../src/base/time.ts';
import { createMarks, hitMarks, withLimits } from '../../src/timeline/marks.ts';
import { createScale } from '../../src/timeline/scale.ts';

const items = (...spans: readonly (readonly [start: number, end?: number])[]) =>
  spans.map(([start, end]) => ({
    time: fromSeconds(start),
    end: end === undefined ? undefined : fromSeconds(end),
  }));
const describeIt = (item: { readonly time: number }): string => `at ${item.time / 1e6}`;
/** 1 second is 10 pixels. */
const scale = createScale({ start: fromSeconds(0), end: fromSeconds(100) }, 1000);

describe('what the pointer is on', () => {
  it('is the span around it, the innermost first', () => {
    const marks = createMarks({ shape: 'span', items: items([0, 90], [10, 20]), describe: describeIt });
    expect(hitMarks([marks], scale, 150)).toEqual({ time: 10e6, text: 'at 10' });
    expect(hitMarks([marks], scale, 400)).toEqual({ time: 0, text: 'at 0' });
    expect(hitMarks([marks], scale, 920)).toBeUndefined();
  });

  it('is a long span behind however many short ones', () => {
    const short = Array.from({ length: 500 }, (_, index) => [1 + index / 100, 1.005 + index / 100] as const);
    const marks = createMarks({ shape: 'span', items: items([0, 90], ...short), describe: describeIt });
    expect(hitMarks([marks], scale, 800)).toEqual({ time: 0, text: 'at 0' });
  });

  it('is the nearer of two ticks, within a few pixels', () => {
    const marks = createMarks({ shape: 'tick', items: items([10], [10.6]), describe: describeIt });
    expect(hitMarks([marks], scale, 104)?.text).toBe('at 10.6');
    expect(hitMarks([marks], scale, 96)?.text).toBe('at 10');
    expect(hitMarks([marks], scale, 90)).toBeUndefined();
  });

  it('is told of the very moment, and goes through marks that tell nothing', () => {
    const band = createMarks({
      shape: 'band',
      items: items([0, 50]),
      describe: (_, micros) => `now ${micros / 1e6}`,
    });
    const silent = createMarks({ shape: 'minor', items: items([10]) });
    expect(hitMarks([band, silent], scale, 101)).toEqual({ time: undefined, text: 'now 10.1' });
  });

  it('is a heap where several are counted, and a heap has no start', () => {
    const marks = createMarks({
      shape: 'density',
      items: items([10], [10.05], [10.1]),
      plural: 'keys',
      describe: describeIt,
    });
    expect(hitMarks([marks], scale, 100)).toEqual({ time: undefined, text: '3 keys' });
  });

  it('is a strip without a start of its own', () => {
    const marks = createMarks({ shape: 'band', items: items([0, 90]), describe: () => 'strip' });
    expect(hitMarks([marks], scale, 400)).toEqual({ time: undefined, text: 'strip' });
  });

  it('is nothing that is not drawn', () => {
    const marks = createMarks({
      shape: 'minor',
      items: items([10], [10.1]),
      minSpacing: 600,
      describe: describeIt,
    });
    expect(hitMarks([marks], scale, 100)).toBeUndefined();
  });
});

describe('marks by column', () => {
  const starts = Float64Array.of(0, 10e6, 20e6);
  const ends = Float64Array.of(90e6, 11e6, 20e6);
  const words = { label: (index: number) => `${index}`, describe: (index: number) => `the ${index}.` };

  it('are those of items at the same times', () => {
    const ofColumns = createMarks({ shape: 'span', starts, ends, ...words });
    const ofItems = createMarks({
      shape: 'span',
      items: items([0, 90], [10, 11], [20]),
      describe: describeIt,
    });
    for (const column of ['starts', 'ends', 'reach', 'second'] as const)
      expect(ofColumns[column]).toEqual(ofItems[column]);
    expect(hitMarks([ofColumns], scale, 105)).toEqual({ time: 10e6, text: 'the 1.' });
    expect(ofColumns.label(2)).toBe('2');
  });

  it('are instants without ends, and take no more room than their starts', () => {
    const marks = createMarks({ shape: 'tick', starts, describe: words.describe });
    expect(marks.ends).toBe(starts);
    expect(marks.reach).toBe(starts);
    expect(marks.label(0)).toBe('');
  });

  it('know their busiest second', () => {
    const bursts = Float64Array.of(0, 1e6, 1.2e6, 1.9e6, 2e6, 5e6);
    expect(createMarks({ shape: 'density', starts: bursts, describe: words.describe }).peak).toBe(3);
  });
});

it('lets labels end where the next item of the lane starts, of whatever look', () => {
  const [ok, fail] = withLimits([
    createMarks({ shape: 'span', items: items([0, 1], [10, 11]), describe: describeIt }),
    createMarks({ shape: 'span', tone: 'fail', items: items([5, 6]), describe: describeIt }),
  ]);
  expect([ok?.limit(0), ok?.limit(1)]).toEqual([5e6, Infinity]);
  expect(fail?.limit(0)).toBe(10e6);
});

it('labels one of two marks at the same moment', () => {
  const [user, call] = withLimits([
    createMarks({ shape: 'flag', items: items([5, 5]), describe: describeIt }),
    createMarks({ shape: 'tick', items: items([5, 5], [8, 8]), describe: describeIt }),
  ]);
  expect(user?.limit(0)).toBe(5e6);
  expect(call?.limit(0)).toBe(8e6);
});
