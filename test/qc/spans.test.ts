import { describe, expect, it } from 'vitest';
import type { TimeRange, TraceTime } from '../../src/base/time.ts';
import { distance, lengthOf, meet, rangeOf, uncovered, union } from '../../src/qc/spans.ts';

const at = (time: number): TraceTime => time as TraceTime;
const range = (start: number, end: number): TimeRange => ({ start: at(start), end: at(end) });

describe('spans', () => {
  it('are joined where they touch, and cut to the trace', () => {
    const spans = [
      range(50, 60),
      range(-10, 10),
      range(10, 20),
      range(15, 18),
      range(95, 120),
      range(70, 70),
    ];
    expect(union(spans, at(100))).toEqual([range(0, 20), range(50, 60), range(95, 100)]);
  });

  it('leave the rest uncovered', () => {
    const covered = [range(0, 20), range(50, 60)];
    expect(uncovered(covered, at(100))).toEqual([range(20, 50), range(60, 100)]);
    expect(uncovered([], at(100))).toEqual([range(0, 100)]);
    expect(uncovered([range(0, 100)], at(100))).toEqual([]);
    expect(lengthOf(covered)).toBe(30);
  });

  it('have a distance, which is none where they meet', () => {
    expect(distance(range(0, 10), range(30, 40))).toBe(20);
    expect(distance(range(30, 40), range(0, 10))).toBe(20);
    expect([distance(range(0, 10), range(10, 20)), meet(range(0, 10), range(10, 20))]).toEqual([0, true]);
    expect(meet(range(0, 10), range(11, 20))).toBe(false);
  });

  it('are an instant where there is no end', () => {
    expect([rangeOf(at(5), undefined), rangeOf(at(5), at(5)), rangeOf(at(5), at(9))]).toEqual([
      range(5, 6),
      range(5, 6),
      range(5, 9),
    ]);
  });
});
