import { describe, expect, it } from 'vitest';
import { captionAt } from '../../../src/panes/video/cue-at.ts';
import { extrapolate, mediaSeconds, mediaSpeed, traceTimeOf } from '../../../src/panes/video/media-time.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import type { Cue } from '../../../src/trace/layers.ts';
import { Track } from '../../../src/trace/track.ts';
import { ms } from './pure.ts';

describe('media time', () => {
  const later = clockMap({
    domain: 'media',
    native_unit: 's',
    sync_quality: 'measured',
    map: [{ native: 0.5, trace_us: 2_000_000 }],
  });
  const lapse = clockMap({
    domain: 'media',
    native_unit: 'ms',
    sync_quality: 'measured',
    map: [
      { native: 0, trace_us: 0 },
      { native: 1_000, trace_us: 60_000_000 },
    ],
  });

  it('maps both ways by the layer clock', () => {
    expect(mediaSeconds(later, ms(2_000))).toBeCloseTo(0.5, 9);
    expect(traceTimeOf(later, 1)).toBe(2_500_000);
    expect(mediaSeconds(lapse, ms(30_000))).toBeCloseTo(0.5, 9);
  });

  it('knows how fast media time goes', () => {
    expect(mediaSpeed(later, ms(0))).toBeCloseTo(1, 9);
    expect(mediaSpeed(lapse, ms(0))).toBeCloseTo(1 / 60, 9);
  });

  it('goes on from the last frame while the element agrees', () => {
    const anchor = { seconds: 10, wall: 1_000 };
    expect(extrapolate(undefined, 1_500, 1, 3)).toBe(3);
    expect(extrapolate(anchor, 1_040, 1, 10.02)).toBeCloseTo(10.04, 9);
    expect(extrapolate(anchor, 1_040, 4, 10.1)).toBeCloseTo(10.16, 9);
    expect(extrapolate(anchor, 3_000, 1, 10.3)).toBe(10.3);
  });
});
const cue = (start: number, end: number, text: string): Cue => ({
  time: ms(start),
  end: ms(end),
  text,
  speaker: undefined,
});

describe('captionAt', () => {
  const track = new Track([cue(0, 1_000, 'one'), cue(500, 2_000, 'two'), cue(3_000, 4_000, 'three')]);

  it('is what is said then: the start belongs to a cue, the end does not', () => {
    expect(captionAt([track], ms(0))).toBe('one');
    expect(captionAt([track], ms(500))).toBe('one\ntwo');
    expect(captionAt([track], ms(1_000))).toBe('two');
    expect(captionAt([track], ms(2_000))).toBeNull();
    expect(captionAt([], ms(0))).toBeNull();
  });
});
