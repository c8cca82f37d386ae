import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rect } from '../../../src/panes/video/map-to-picture.ts';
import { recordedPart, steadySince } from '../../../src/panes/video/recorded-part.ts';
import type { Displays, Layer } from '../../../src/trace/layers.ts';
import { ms } from './pure.ts';

const VIDEO = { width: 1920, height: 1080 };
const ONE: Displays = [
  { t: 0, w: 1920, h: 1080, scale: 1 },
  { t: 5_000_000, w: 1080, h: 1920, rotation: 90, scale: 2 },
];
const TWO: Displays = [
  { t: 0, display_id: 'a', w: 1920, h: 1080, origin: [0, 0] },
  { t: 0, display_id: 'b', w: 1280, h: 1024, origin: [1920, 56] },
];

describe('recordedPart', () => {
  it('is the region where there is one', () => {
    expect(recordedPart({ region: [10, 20, 300, 200] }, ONE, ms(0), VIDEO)).toEqual({
      x: 10,
      y: 20,
      width: 300,
      height: 200,
    });
  });

  it('is the display as it is at that moment', () => {
    expect(recordedPart(undefined, ONE, ms(4_999), VIDEO)).toEqual({ x: 0, y: 0, width: 1920, height: 1080 });
    expect(recordedPart(undefined, ONE, ms(5_000), VIDEO)).toEqual({ x: 0, y: 0, width: 1080, height: 1920 });
  });

  it('is the named display, else the whole desktop', () => {
    expect(recordedPart({ display_id: 'b' }, TWO, ms(0), VIDEO)).toEqual({
      x: 1920,
      y: 56,
      width: 1280,
      height: 1024,
    });
    expect(recordedPart({}, TWO, ms(0), VIDEO)).toEqual({ x: 0, y: 0, width: 3200, height: 1080 });
  });

  it('takes a display that was told of late for there from the start', () => {
    expect(recordedPart(undefined, [{ t: 9_000_000, w: 800, h: 600 }], ms(0), VIDEO)).toMatchObject({
      width: 800,
      height: 600,
    });
  });

  it('is as large as the video where nothing is known', () => {
    expect(recordedPart(undefined, [], ms(0), VIDEO)).toEqual({ x: 0, y: 0, ...VIDEO });
    expect(recordedPart({ display_id: 'z' }, TWO, ms(0), VIDEO)).toEqual({ x: 0, y: 0, ...VIDEO });
  });
});

describe('steadySince', () => {
  const since = (info: Parameters<typeof steadySince>[0], displays: Displays, at: number) =>
    steadySince(info, displays, ms(at));

  it('is when the display last turned', () => {
    expect(since(undefined, ONE, 4_999)).toBeUndefined();
    expect(since(undefined, ONE, 5_000)).toBe(5_000_000);
    expect(since(undefined, ONE, 9_000)).toBe(5_000_000);
  });

  it('counts a display that moved, and none that only changed its scale', () => {
    const moved: Displays = [...TWO, { t: 3_000_000, display_id: 'b', w: 1280, h: 1024, origin: [-1280, 0] }];
    expect(since({ display_id: 'b' }, moved, 4_000)).toBe(3_000_000);
    expect(since({ display_id: 'a' }, moved, 4_000)).toBeUndefined();
    const scaled: Displays = [...ONE, { t: 7_000_000, w: 1080, h: 1920, rotation: 90, scale: 1 }];
    expect(since(undefined, scaled, 8_000)).toBe(5_000_000);
  });

  it('has nothing to do with displays where a region was recorded', () => {
    expect(since({ region: [0, 0, 10, 10] }, ONE, 9_000)).toBeUndefined();
  });
});

describe('displays without number', () => {
  /** What `recordedPart` promises, by looking at all displays at every moment. */
  function plainly(info: Layer['video'], displays: Displays, time: number): Rect {
    const states = new Map<string, Displays[number]>();
    for (const display of displays) {
      const known = states.get(display.display_id ?? '0');
      const first = !known || (known.t > time && display.t < known.t);
      if (first || (display.t <= time && display.t >= known.t))
        states.set(display.display_id ?? '0', display);
    }
    const all = [...states].filter(([id]) => (info?.display_id ?? id) === id).map(([, state]) => state);
    if (all.length === 0) return { x: 0, y: 0, ...VIDEO };
    const x = Math.min(...all.map(({ origin }) => origin?.[0] ?? 0));
    const y = Math.min(...all.map(({ origin }) => origin?.[1] ?? 0));
    const right = Math.max(...all.map(({ origin, w }) => (origin?.[0] ?? 0) + w));
    const bottom = Math.max(...all.map(({ origin, h }) => (origin?.[1] ?? 0) + h));
    return { x, y, width: right - x, height: bottom - y };
  }

  const small = fc.integer({ min: 1, max: 3 });
  const display = fc.record(
    {
      t: fc.nat(12),
      w: small,
      h: small,
      display_id: fc.constantFrom('a', 'b', 'c'),
      origin: fc.tuple(small, small),
    },
    { requiredKeys: ['t', 'w', 'h'] },
  );

  it('give at every moment what a look at all of them gives', () => {
    const info = fc.constantFrom(undefined, {}, { display_id: 'a' });
    fc.assert(
      fc.property(info, fc.array(display, { maxLength: 12 }), (video, displays) => {
        let since: number | undefined;
        for (let time = 0; time <= 13; time += 1) {
          const part = plainly(video, displays, time);
          const before = plainly(video, displays, time - 1);
          if (time > 0 && JSON.stringify(part) !== JSON.stringify(before)) since = time;
          expect(recordedPart(video, displays, ms(time / 1_000), VIDEO)).toEqual(part);
          expect(steadySince(video, displays, ms(time / 1_000))).toBe(since);
        }
      }),
    );
  });

  it('are looked through once, not at every moment', () => {
    let looks = 0;
    const displays: Displays = Array.from({ length: 2_000 }, (_, index) => ({
      get t() {
        looks += 1;
        return index;
      },
      w: 100 + (index % 1_000 === 0 ? 1 : 0),
      h: 100,
    }));
    for (let millis = 0; millis < 10; millis += 1) {
      recordedPart(undefined, displays, ms(millis), VIDEO);
      expect(steadySince(undefined, displays, ms(millis))).toBe(
        [undefined, 1_000, 1_001][Math.min(2, millis)],
      );
    }
    expect(looks).toBeLessThan(200_000);
  });

  it('may all be different ones', () => {
    const displays = Array.from({ length: 200_000 }, (_, index) => ({
      t: index,
      display_id: String(index % 100_000),
      w: 1,
      h: 1,
      origin: [index, 0],
    }));
    expect(recordedPart({}, displays, ms(150), VIDEO)).toEqual({
      x: 50_001,
      y: 0,
      width: 100_000,
      height: 1,
    });
    expect(steadySince({}, displays, ms(150))).toBe(150_000);
  });
});
