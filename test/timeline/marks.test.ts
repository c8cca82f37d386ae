import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../src/base/time.ts';
import {
  createMarks,
  firstAtOrAfter,
  firstReaching,
  hitMarks,
  withLimits,
} from '../../src/timeline/marks.ts';
import { createScale } from '../../src/timeline/scale.ts';

const items = (...spans: readonly (readonly [start: number, end?: number])[]) =>
  spans.map(([start, end]) => ({
    time: fromSeconds(start),
    end: end === undefined ? undefined : fromSeconds(end),
  }));
const describeIt = (item: { readonly time: number }): string => `at ${item.time / 1e6}`;
/** 1 second is 10 pixels. */
const scale = createScale({ start: fromSeconds(0), end: fromSeconds(100) }, 1000);

describe('searching', () => {
  it('finds the first at or after a time as a scan would', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 })),
        fc.double({ min: -1, max: 51, noNaN: true }),
        (list, time) => {
          const starts = Float64Array.from(list.sort((a, b) => a - b));
          const scan = starts.findIndex((start) => start >= time);
          expect(firstAtOrAfter(starts, time)).toBe(scan === -1 ? starts.length : scan);
        },
      ),
    );
  });

  it('finds a long span behind short ones', () => {
    const marks = createMarks({ shape: 'span', items: items([0, 90], [1, 2], [3, 4]), describe: describeIt });
    expect(firstReaching(marks, 50e6)).toBe(0);
    expect(firstReaching(marks, 90e6)).toBe(3);
  });
});

describe('what the pointer is on', () => {
  it('is the span around it, the innermost first', () => {
    const marks = createMarks({ shape: 'span', items: items([0, 90], [10, 20]), describe: describeIt });
    expect(hitMarks([marks], scale, 150)).toEqual({ time: 10e6, text: 'at 10' });
    expect(hitMarks([marks], scale, 400)).toEqual({ time: 0, text: 'at 0' });
    expect(hitMarks([marks], scale, 920)).toBeUndefined();
  });

  it('is the nearer of two ticks, within a few pixels', () => {
    const marks = createMarks({ shape: 'tick', items: items([10], [10.6]), describe: describeIt });
    expect(hitMarks([marks], scale, 104)?.text).toBe('at 10.6');
    expect(hitMarks([marks], scale, 96)?.text).toBe('at 10');
    expect(hitMarks([marks], scale, 90)).toBeUndefined();
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
    for (const column of ['starts', 'ends', 'reach'] as const)
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
  expect([...(ok?.limits ?? [])]).toEqual([5e6, Infinity]);
  expect([...(fail?.limits ?? [])]).toEqual([10e6]);
});
