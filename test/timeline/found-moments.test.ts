import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMicros, type TimeRange } from '../../src/base/time.ts';
import { tickPlaces, type FoundTrack } from '../../src/timeline/found-moments.ts';
import { createScale } from '../../src/timeline/scale.ts';

const track = (times: readonly number[]): FoundTrack => ({
  id: 'a',
  times: Float64Array.from(times),
  from: 0,
  to: times.length,
});
const range = (start: number, end: number): TimeRange => ({ start: fromMicros(start), end: fromMicros(end) });

describe('ticks', () => {
  it('stand where the moments are, none on another, and none is missing', () => {
    const time = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(
        fc.array(time, { maxLength: 60 }),
        time,
        fc.integer({ min: 1, max: 10_000 }),
        (all, start, length) => {
          const times = all.toSorted((a, b) => a - b);
          const scale = createScale(range(start, start + length), 200);
          const places = [...tickPlaces(track(times), scale)];
          places.forEach((x, index) =>
            expect(x - (places[index - 1] ?? -Infinity)).toBeGreaterThanOrEqual(1),
          );
          for (const one of times) {
            const x = scale.x(one);
            if (x >= 0 && x < 199) expect(places.some((place) => Math.abs(place + 1 - x) <= 2.5)).toBe(true);
          }
          for (const place of places)
            expect(times.some((one) => Math.abs(scale.x(one) - place - 1) <= 0.5)).toBe(true);
        },
      ),
    );
  });

  it('are no more than there is room for, however many moments there are', () => {
    const times = new Float64Array(200_000).map((_, index) => index);
    const scale = createScale(range(0, 200_000), 1_000);
    let looks = 0;
    const counted = new Proxy(times, {
      get: (target, key) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) looks += 1;
        return Reflect.get(target, key, target) as unknown;
      },
    });
    expect(
      [...tickPlaces({ id: 'a', times: counted, from: 0, to: times.length }, scale)].length,
    ).toBeLessThanOrEqual(502);
    expect(looks).toBeLessThan(500 * 40);
  });

  it('leave out what has no time', () => {
    expect([...tickPlaces(track([5, NaN, NaN]), createScale(range(0, 10), 100))]).toEqual([49]);
  });
});
