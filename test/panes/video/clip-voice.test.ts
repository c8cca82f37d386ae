import { describe, expect, it } from 'vitest';
import { clipTimes, keepsPace, voiceStart } from '../../../src/panes/video/clip-voice.ts';
import { clockMap, type ClockMap } from '../../../src/trace/clock-map.ts';
import { FrameTable } from '../../../src/trace/frame-table.ts';

/** A clock in seconds through the given points: seconds of its own, then of the trace. */
function clock(...points: readonly (readonly [number, number])[]): ClockMap {
  const map = points.map(([native, trace]) => ({ native, trace_us: trace * 1_000_000 }));
  return clockMap({ domain: 'media', native_unit: 's', sync_quality: 'measured', map });
}

/** A minute of 25 frames a second. */
const FRAMES = new FrameTable(
  Array.from({ length: 1_500 }, (_, index) => ({ seconds: index / 25, duration: 0.04, key: index === 0 })),
  clock([0, 0]),
);
const ALL = { first: 0, last: 1_499 };
const EVEN = clock([0, 0]);

describe('the times of a clip', () => {
  it('end where its last frame does, also where a media element shows frames early', () => {
    const columns = { seconds: Float64Array.of(1, 1.5, 2), keys: Uint8Array.of(1), end: 2.25, shift: 0.5 };
    const frames = new FrameTable(columns, EVEN);
    expect([...clipTimes(frames, { first: 1, last: 1 })]).toEqual([1.5, 2]);
    expect([...clipTimes(frames, { first: 1, last: 2 })]).toEqual([1.5, 2, 2.25]);
  });
});

describe('the voice of a clip', () => {
  it('begins where the clip does, on its own clock', () => {
    expect(voiceStart(FRAMES, 50, { picture: clock([0, 10]), voice: clock([0, 4]) })).toBe(8);
    expect(voiceStart(FRAMES, 0, { picture: EVEN, voice: clock([0, 4]) })).toBe(-4);
  });

  it('goes along where both clocks run alike, wherever they begin', () => {
    expect(keepsPace(FRAMES, ALL, { picture: EVEN, voice: EVEN })).toBe(true);
    expect(keepsPace(FRAMES, ALL, { picture: clock([0, 10]), voice: clock([0, 4]) })).toBe(true);
    expect(keepsPace(FRAMES, ALL, { picture: clock([0, 0], [1, 2]), voice: clock([0, 0], [1, 2]) })).toBe(
      true,
    );
  });

  it('goes along where they part by less than a frame', () => {
    // 500 millionths: 30 ms in a minute.
    expect(keepsPace(FRAMES, ALL, { picture: EVEN, voice: clock([0, 0], [1_000, 1_000.5]) })).toBe(true);
    expect(keepsPace(FRAMES, ALL, { picture: EVEN, voice: clock([0, 0], [1_000, 1_001]) })).toBe(false);
    expect(
      keepsPace(FRAMES, { first: 0, last: 499 }, { picture: EVEN, voice: clock([0, 0], [1_000, 1_001]) }),
    ).toBe(true);
  });

  it('does not where the picture or the voice is a time lapse', () => {
    expect(keepsPace(FRAMES, ALL, { picture: clock([0, 0], [1, 10]), voice: EVEN })).toBe(false);
    expect(keepsPace(FRAMES, ALL, { picture: EVEN, voice: clock([0, 0], [10, 1]) })).toBe(false);
  });

  it('does not where they part in the middle and come together again', () => {
    expect(keepsPace(FRAMES, ALL, { picture: EVEN, voice: clock([0, 0], [30, 29], [60, 60]) })).toBe(false);
  });

  it('is held to what is heard where frames last long', () => {
    // Two frames in a minute: half a second is less than one of them, and no sound for these pictures.
    const slow = [0, 30].map((seconds) => ({ seconds, duration: 30, key: true }));
    const clocks = { picture: EVEN, voice: clock([0, 0], [60, 60.5]) };
    expect(keepsPace(new FrameTable(slow, EVEN), { first: 0, last: 1 }, clocks)).toBe(false);
  });

  it('goes along in a clip of one frame', () => {
    expect(
      keepsPace(FRAMES, { first: 7, last: 7 }, { picture: EVEN, voice: clock([0, 3], [60, 63.01]) }),
    ).toBe(true);
  });
});
