import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countOf,
  hitOfRow,
  neighbourHit,
  rankOf,
  rowOfHit,
  rowsOf,
  shownPart,
  type HitPlace,
  type ShownGroup,
} from '../../src/app/search-hits.ts';
import { fromMicros, type TraceTime } from '../../src/base/time.ts';

const group = (source: string, ...times: readonly number[]): ShownGroup => ({
  source,
  times: Float64Array.from(times),
  more: false,
  from: 0,
  to: times.length,
});

/** All hits that have a time, by time and then by group. */
function inOrder(groups: readonly ShownGroup[]): readonly HitPlace[] {
  return groups
    .flatMap(({ source, times, from, to }, place) =>
      [...times]
        .map((time, index) => ({ source, index, time, place }))
        .filter(({ index }) => index >= from && index < to),
    )
    .filter(({ time }) => !Number.isNaN(time))
    .sort((a, b) => a.time - b.time || a.place - b.place || a.index - b.index)
    .map(({ source, index }) => ({ source, index }));
}

const groups = fc
  .array(fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(NaN)), { maxLength: 6 }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((all) =>
    all.map((times, index) =>
      group(
        String(index),
        ...times.filter((time) => !Number.isNaN(time)).sort((a, b) => a - b),
        ...times.filter(Number.isNaN),
      ),
    ),
  );

describe('going from hit to hit', () => {
  it.each([1, -1] as const)(
    '(%s) visits all that have a time once, in order, and around the end',
    (direction) => {
      fc.assert(
        fc.property(groups, (all) => {
          const order = direction > 0 ? inOrder(all) : inOrder(all).toReversed();
          const visited: HitPlace[] = [];
          let current: HitPlace | undefined;
          let now = (direction > 0 ? 0 : 1e9) as TraceTime;
          for (let step = 0; step <= order.length; step++) {
            current = neighbourHit(all, current, now, direction);
            if (!current) break;
            visited.push(current);
            now = fromMicros(all[Number(current.source)]?.times[current.index] ?? NaN);
          }
          expect(visited).toEqual(order.length === 0 ? [] : [...order, order[0]]);
        }),
      );
    },
  );

  it('goes on from the playhead, wherever the last one was', () => {
    const all = [group('a', 1, 5, 9), group('b', 4)];
    expect(neighbourHit(all, { source: 'a', index: 0 }, fromMicros(3), 1)).toEqual({ source: 'b', index: 0 });
    expect(neighbourHit(all, { source: 'a', index: 2 }, fromMicros(3), -1)).toEqual({
      source: 'a',
      index: 0,
    });
    expect(neighbourHit(all, undefined, fromMicros(5), 1)).toEqual({ source: 'a', index: 1 });
    expect(neighbourHit([group('a', NaN)], undefined, fromMicros(0), 1)).toBeUndefined();
  });

  it('knows the place of each among all', () => {
    fc.assert(
      fc.property(groups, (all) => {
        inOrder(all).forEach((hit, place) => expect(rankOf(all, hit)).toBe(place));
      }),
    );
    expect(rankOf([group('a', NaN)], { source: 'a', index: 0 })).toBeUndefined();
  });
});

describe('the rows of hits', () => {
  const all = [group('a', 1, 2), group('b', 3)];

  it('stand under the head of their track', () => {
    const rows = rowsOf(all, new Set());
    expect(rows.map(hitOfRow)).toEqual([
      { group: 0, index: undefined },
      { group: 0, index: 0 },
      { group: 0, index: 1 },
      { group: 1, index: undefined },
      { group: 1, index: 0 },
    ]);
    expect(rowOfHit(all, new Set(), { source: 'b', index: 0 })).toBe(4);
  });

  it('are away where that is closed', () => {
    const closed = new Set(['a']);
    expect(rowsOf(all, closed)).toHaveLength(3);
    expect(rowOfHit(all, closed, { source: 'a', index: 1 })).toBe(-1);
    expect(rowOfHit(all, closed, { source: 'b', index: 0 })).toBe(2);
    expect(rowOfHit(all, closed, undefined)).toBe(-1);
  });

  it('are those of the range, which has no place for what has no time', () => {
    const times = Float64Array.from([1, 2, 3, NaN]);
    const part = shownPart({ source: 'a', times, more: false }, { start: fromMicros(2), end: fromMicros(3) });
    expect([part.from, part.to]).toEqual([1, 2]);
    expect(countOf([shownPart({ source: 'a', times, more: false }, undefined)])).toBe(4);
  });
});
