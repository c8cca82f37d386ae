/** Half an hour of playing in simulated time: picture and voice stay with the clock, at the end as at the start. */
import { describe, expect, it } from 'vitest';
import { playLong } from '../../../bench/playback/long-run.ts';
import { LONG_RUNS } from '../../../bench/playback/plan.ts';
import {
  pictureLimits,
  summarizeRun,
  voiceLimits,
  withinLimits,
  type Limits,
  type Offsets,
} from '../../../bench/playback/summary.ts';

/** The offsets where they exceed a limit. */
const fault = (offsets: Offsets | undefined, limits: Limits): Offsets | undefined =>
  offsets && !withinLimits(offsets, limits) ? offsets : undefined;

describe.each(LONG_RUNS)('half an hour at $speed×, skew $videoSkew / $voiceSkew', (run) => {
  const result = playLong(run);
  const summary = summarizeRun(run, result);

  it('keeps the picture within a frame of the clock, without growth', () => {
    expect(fault(summary.picture, pictureLimits(run.speed))).toBeUndefined();
  });

  it('keeps the voice with the clock, by small changes of its speed', () => {
    expect(summary.voice === undefined).toBe(run.speed > 4);
    expect(fault(summary.voice, voiceLimits(run.speed))).toBeUndefined();
    expect(summary.largestNudge).toBeLessThanOrEqual(0.1001);
    // Stalls longer than a quarter of a second cost one each.
    expect(summary.voiceSeeks).toBeLessThan(20);
  });

  it('never goes back, and seeks the picture for nothing but stalls', () => {
    expect(summary.backwards).toBe(0);
    expect(summary.videoSeeks).toBeLessThan(run.speed > 4 ? 60 : 20);
    const last = result.moments.at(-1);
    // Stalls cost the clock nothing: it goes on by the wall.
    expect(last?.now).toBeGreaterThan(run.seconds * run.speed * 0.999);
    expect(last?.now).toBeLessThan(run.seconds * run.speed * 1.001);
  });
});
