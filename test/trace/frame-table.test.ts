import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMicros, fromSeconds } from '../../src/base/time.ts';
import { clockMap } from '../../src/trace/clock-map.ts';
import { FrameTable } from '../../src/trace/frame-table.ts';

const seconds = clockMap({ domain: 'media', native_unit: 's', sync_quality: 'measured' });
const frame = (at: number, key = false) => ({ seconds: at, duration: 0, key });

describe('FrameTable', () => {
  it('orders frames by presentation, as B-frames need', () => {
    const table = new FrameTable([frame(0, true), frame(0.3), frame(0.1), frame(0.2)], seconds);
    expect([0, 1, 2, 3].map((index) => table.mediaTime(index))).toEqual([0, 0.1, 0.2, 0.3]);
    expect(table.isKey(0)).toBe(true);
    expect(table.isKey(3)).toBe(false);
  });

  it('finds the frame whose interval holds a time', () => {
    const table = new FrameTable([frame(0.5), frame(0.6), frame(2)], seconds);
    expect(table.indexAt(fromSeconds(0.499999))).toBe(-1);
    expect(table.indexAt(fromSeconds(0.5))).toBe(0);
    expect(table.indexAt(fromSeconds(1.999999))).toBe(1);
    expect(table.indexAt(fromSeconds(99))).toBe(2);
    expect(table.end).toBe(3_400_000);
  });

  it('uses the last duration where the container tells it', () => {
    expect(new FrameTable([{ seconds: 1, duration: 0.25, key: true }], seconds).end).toBe(1_250_000);
  });

  it('hands out copies of its columns, a byte a frame for the keys', () => {
    const frames = Array.from({ length: 11 }, (_, index) => frame(index / 8, index % 3 === 0));
    const table = new FrameTable(frames, seconds);
    const { times, keys } = table.copyColumns();
    expect([...times]).toEqual(frames.map((one) => one.seconds));
    expect([...keys]).toEqual([1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0]);
    // As when they were given to another thread.
    times.fill(-1);
    expect(table.mediaTime(10)).toBe(1.25);
    expect(table.copyColumns().times).not.toEqual(times);
  });

  it('always comes back to a frame from its start and from its middle, at any rate and offset', () => {
    const gaps = fc.array(fc.double({ min: 0.0001, max: 2, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: -5_000_000, max: 5_000_000 }), (steps, offset) => {
        let at = 0;
        const frames = steps.map((gap) => frame((at += gap)));
        const map = clockMap({
          domain: 'media',
          native_unit: 's',
          sync_quality: 'measured',
          map: [{ native: 0, trace_us: offset }],
        });
        const table = new FrameTable(frames, map);
        for (let index = 0; index < table.count; index++) {
          expect(table.indexAt(table.startOf(index))).toBe(index);
          expect(table.indexAt(fromMicros(table.startOf(index + 1) - 1))).toBe(index);
          expect(table.indexAtMedia(table.mediaMiddle(index))).toBe(index);
        }
      }),
    );
  });

  it('leaves out what comes before time 0, and one of two packets for one moment', () => {
    const table = new FrameTable(
      [frame(-0.1, true), frame(0.05), frame(0.1), frame(0.1, true), frame(0.2)],
      seconds,
    );
    expect([0, 1, 2].map((index) => table.mediaTime(index))).toEqual([0.05, 0.1, 0.2]);
    expect(table.count).toBe(3);
    expect([0, 1, 2].map((index) => table.keyAtOrBefore(index))).toEqual([-1, 1, 1]);
    // Chromium shows the first whole frame after a cut at 0.
    expect([0, 0.049, 0.051].map((time) => table.indexAtMedia(time))).toEqual([0, 0, 1]);
    expect(table.mediaMiddle(1)).toBeCloseTo(0.1, 9);
  });

  it('finds key frames however far they are', () => {
    const frames = Array.from({ length: 1000 }, (_, index) => frame(index, [8, 9, 500, 999].includes(index)));
    const table = new FrameTable(frames, seconds);
    expect([-1, 7, 8, 9, 499, 500, 998, 999, 5000].map((index) => table.keyAtOrBefore(index))).toEqual([
      -1, -1, 8, 9, 9, 500, 500, 999, 999,
    ]);
    expect([-5, 7, 8, 9, 499, 500, 998, 999].map((index) => table.keyAfter(index))).toEqual([
      8, 8, 9, 500, 500, 999, 999, -1,
    ]);
  });

  it('begins each frame at a microsecond of its own, under any map', () => {
    const micros = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(micros, fc.integer({ min: 1, max: 20 }), (times, rate) => {
        const slow = clockMap({
          domain: 'media',
          native_unit: 's',
          sync_quality: 'measured',
          map: [
            { native: 0, trace_us: 0 },
            { native: 1, trace_us: rate * 100_000 },
          ],
        });
        const table = new FrameTable(
          times.map((time) => frame(time / 1_000_000)),
          seconds,
        );
        for (const under of [table, table.withMap(slow)]) {
          for (let index = 0; index < under.count; index += 1) {
            expect(Number.isSafeInteger(under.startOf(index))).toBe(true);
            expect(under.startOf(index + 1)).toBeGreaterThan(under.startOf(index));
            expect(under.indexAt(under.startOf(index))).toBe(index);
          }
        }
        expect(table.withMap(slow).withMap(seconds)).toEqual(table);
      }),
    );
  });
});
