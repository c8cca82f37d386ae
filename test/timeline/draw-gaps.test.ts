import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../src/base/time.ts';
import { gapRuns, hitGap } from '../../src/timeline/draw-gaps.ts';
import { createScale } from '../../src/timeline/scale.ts';
import type { DeclaredGap } from '../../src/trace/declared-gaps.ts';

const gap = (start: number, end: number, reason = ''): DeclaredGap => ({
  index: 0,
  range: { start: fromSeconds(start), end: fromSeconds(end) },
  reason,
});
/** 10 pixels a second, from the 10th second to the 70th. */
const SCALE = createScale({ start: fromSeconds(10), end: fromSeconds(70) }, 600);

describe('what is drawn of gaps', () => {
  it('is a range each, however short, and one where they touch', () => {
    const gaps = [gap(11, 13), gap(20, 20.001), gap(30, 32), gap(31, 31.5), gap(32, 34)];
    expect(gapRuns(gaps, SCALE)).toEqual([
      { left: 10, right: 30 },
      { left: 100, right: 103 },
      { left: 200, right: 240 },
    ]);
  });

  it('ends a little out of sight, and leaves out what is further away', () => {
    expect(gapRuns([gap(0, 1), gap(2, 12), gap(60, 1e6), gap(80, 90)], SCALE)).toEqual([
      { left: -1, right: 20 },
      { left: 500, right: 601 },
    ]);
  });

  it('is no more than the plot has room for, of however many', () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      gap(10 + index * 0.006, 10 + index * 0.006 + 0.001),
    );
    expect(gapRuns(many, SCALE)).toEqual([{ left: 0, right: 601 }]);
  });
});

describe('the gap that is pointed at', () => {
  const own = [gap(20, 20.001, 'short'), gap(30, 40, 'long')];
  const pauses = [gap(35, 50, 'pause')];
  const at = (x: number) => hitGap(own, pauses, SCALE, x)?.reason;

  it('is found over all that is drawn of it, and a little beside it', () => {
    expect([97, 98, 104.9, 105].map(at)).toEqual([undefined, 'short', 'short', undefined]);
  });

  it("is the lane's own before a pause", () => {
    expect([210, 270, 310, 420].map(at)).toEqual(['long', 'long', 'pause', undefined]);
  });
});
