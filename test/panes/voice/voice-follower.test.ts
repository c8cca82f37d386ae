import { describe, expect, it, vi } from 'vitest';
import { fromSeconds, toSeconds } from '../../../src/base/time.ts';
import { VoiceFollower } from '../../../src/panes/voice/voice-follower.ts';
import { createClock } from '../../../src/timeline/clock.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import { handTicker } from '../../timeline/hand-ticker.ts';
import { FakeSound } from './fake-sound.ts';

/** The sound begins two seconds into the trace. */
const OFFSET = 2;

interface BenchOptions {
  /** Seconds of sound in a second of trace. */
  readonly drift?: number;
}

function bench({ drift: slope = 1 }: BenchOptions = {}) {
  const ticker = handTicker();
  const clock = createClock(fromSeconds(120), ticker);
  const sound = new FakeSound();
  const map = clockMap({
    domain: 'media',
    native_unit: 'ms',
    sync_quality: 'measured',
    map: [
      { native: 0, trace_us: OFFSET * 1e6 },
      { native: 100_000 * slope, trace_us: (OFFSET + 100) * 1e6 },
    ],
  });
  const follower = new VoiceFollower(sound, map, clock, () => ticker.now());
  clock.subscribe(follower.follow);
  sound.onSeeked = follower.notice;
  follower.follow();
  const drift = (): number => sound.currentTime - (toSeconds(clock.now()) - OFFSET);
  /** Lets `millis` pass in frames of 16 ms; gives how far apart both were at each. */
  const run = (millis: number): readonly number[] =>
    Array.from({ length: Math.ceil(millis / 16) }, () => {
      sound.pass(16);
      ticker.tick(16);
      return drift();
    });
  return { clock, sound, follower, drift, run, ticker };
}

const worst = (drifts: readonly number[]): number => Math.max(...drifts.map(Math.abs));

describe('VoiceFollower', () => {
  it.each([0.25, 0.5, 1, 1.5, 2, 4])('keeps a slow starter close at %s×', (rate) => {
    const { clock, sound, run } = bench();
    clock.seek(fromSeconds(10));
    run(200);
    const before = sound.seeks.length;
    clock.play(rate);
    run(2_000);
    expect(worst(run(4_000))).toBeLessThan(0.031 * Math.max(1, rate));
    expect(sound.seeks.length - before).toBeLessThanOrEqual(1);
  });

  it('nudges by no more than a tenth, and seeks only for a large difference', () => {
    const { clock, sound, run } = bench();
    clock.seek(fromSeconds(10));
    run(200);
    clock.play();
    run(2_000);
    const before = sound.seeks.length;
    sound.stall(150);
    run(160);
    expect(sound.playbackRate).toBeGreaterThan(1.05);
    expect(sound.playbackRate).toBeLessThanOrEqual(1.1001);
    run(3_000);
    expect(sound.seeks).toHaveLength(before);
    expect(sound.playbackRate).toBeCloseTo(1, 2);
    sound.stall(900);
    run(2_500);
    expect(sound.seeks.length).toBeGreaterThan(before);
    expect(worst(run(500))).toBeLessThan(0.031);
  });

  it('follows jumps, loops and skips while playing', () => {
    const { clock, run, drift } = bench();
    clock.play();
    clock.seek(fromSeconds(50));
    run(1_500);
    expect(Math.abs(drift())).toBeLessThan(0.031);
    clock.setLoop({ start: fromSeconds(51), end: fromSeconds(51.2) });
    run(2_000);
    clock.setLoop(undefined);
    run(1_500);
    expect(Math.abs(drift())).toBeLessThan(0.031);
    clock.setSkips([{ start: fromSeconds(54), end: fromSeconds(70) }]);
    run(4_000);
    expect(toSeconds(clock.now())).toBeGreaterThan(70);
    expect(Math.abs(drift())).toBeLessThan(0.031);
  });

  it('stands still with the clock, at its very place, and holds until it is there', async () => {
    const { clock, sound, follower, run } = bench();
    clock.seek(fromSeconds(12));
    run(16);
    expect(clock.holders).toEqual(['voice']);
    clock.seek(fromSeconds(30));
    run(300);
    expect(clock.holders).toEqual([]);
    expect(sound.paused).toBe(true);
    expect(follower.seconds()).toBeCloseTo(28, 6);
    const settled = clock.settled();
    run(32);
    await settled;
    expect(follower.audible()).toBe(false);
    const seeks = sound.seeks.length;
    run(1_000);
    expect(sound.seeks).toHaveLength(seeks);
  });

  it('is silent before and after the sound, and takes no time from elsewhere', () => {
    const { clock, sound, follower, run } = bench();
    clock.play();
    run(1_000);
    expect(sound.plays).toBe(0);
    expect(follower.seconds()).toBeNull();
    run(1_500);
    expect(sound.paused).toBe(false);
    expect(follower.audible()).toBe(true);
    clock.seek(fromSeconds(101));
    run(3_000);
    expect(sound.paused).toBe(true);
    expect(follower.seconds()).toBeNull();
    expect(follower.audible()).toBe(false);
  });

  it('does not start over where it ended a little early', () => {
    const { clock, sound, run } = bench();
    clock.seek(fromSeconds(101.5));
    run(100);
    clock.play();
    run(300);
    sound.duration = sound.currentTime;
    sound.pass(1);
    expect(sound.ended).toBe(true);
    sound.duration = 100;
    const { plays } = sound;
    run(100);
    expect(sound.plays).toBe(plays);
  });

  it('is muted above 4× and stops backwards', () => {
    const { clock, sound, follower, run } = bench();
    clock.seek(fromSeconds(60));
    clock.play(8);
    run(500);
    expect(sound.muted).toBe(true);
    expect(follower.audible()).toBe(false);
    clock.setRate(2);
    run(500);
    expect(follower.audible()).toBe(true);
    clock.setRate(-1);
    run(500);
    expect(sound.paused).toBe(true);
    clock.setRate(1);
    run(1_500);
    expect(follower.audible()).toBe(true);
  });

  it('is heard at 4×, whatever its clock is off by', () => {
    for (const drift of [0.9995, 1, 1.0005]) {
      const { clock, sound, follower, run } = bench({ drift });
      clock.seek(fromSeconds(10));
      clock.play(4);
      run(1_000);
      expect([sound.muted, follower.audible()]).toEqual([false, true]);
      clock.setRate(4.01);
      run(100);
      expect(sound.muted).toBe(true);
    }
  });

  it('goes on in a page that is hidden, where the clock is told of nothing', () => {
    const { clock, sound, follower, run, ticker } = bench();
    clock.seek(fromSeconds(10));
    clock.play();
    run(2_000);
    const seeks = sound.seeks.length;
    // The sound tells of itself all the same.
    for (let count = 0; count < 40; count += 1) {
      sound.pass(250);
      ticker.pass(250);
      follower.notice();
    }
    expect(sound.seeks).toHaveLength(seeks);
    expect(follower.audible()).toBe(true);
    expect(sound.currentTime).toBeGreaterThan(19);
    expect(worst(run(500))).toBeLessThan(0.031);
    expect(sound.seeks).toHaveLength(seeks);
  });

  it('falls silent at the end of the trace in a page that is hidden', () => {
    const { clock, sound, follower, ticker, run } = bench();
    sound.duration = 1_000;
    clock.seek(fromSeconds(117));
    clock.play();
    run(1_000);
    for (let count = 0; count < 20; count += 1) {
      sound.pass(250);
      ticker.pass(250);
      follower.notice();
    }
    expect(sound.paused).toBe(true);
    expect(sound.currentTime).toBeLessThan(119);
  });

  it('takes a pause for no time that passed', () => {
    const { clock, sound, follower, ticker, run } = bench();
    clock.seek(fromSeconds(10));
    run(500);
    ticker.pass(60_000);
    clock.play();
    const seeks = sound.seeks.length;
    follower.notice();
    run(1_500);
    expect(sound.seeks.length - seeks).toBeLessThanOrEqual(1);
    expect(sound.currentTime).toBeLessThan(10);
  });

  it.each([0.25, 0.5, 1, 2, 4, 8, 16])('is where the clock is when %s× ends', (rate) => {
    const { clock, sound, run, drift } = bench();
    clock.seek(fromSeconds(10));
    clock.play(rate);
    run(4_000);
    expect(sound.muted).toBe(rate > 4);
    clock.setRate(1);
    run(1_500);
    expect(Math.abs(drift())).toBeLessThan(0.031);
    clock.pause();
    run(200);
    expect(drift()).toBeCloseTo(0, 6);
  });

  it('says why it is silent', () => {
    const { clock, follower, run } = bench();
    clock.seek(fromSeconds(60));
    const silences = [1, 4, 8, 16, -1, -8, 2].map((rate) => {
      clock.play(rate);
      run(100);
      return follower.silence();
    });
    expect(silences).toEqual([undefined, undefined, 'fast', 'fast', 'backwards', 'backwards', undefined]);
    clock.setRate(8);
    clock.pause();
    run(100);
    expect(follower.silence()).toBeUndefined();
  });

  it('keeps mute and volume', () => {
    const { clock, sound, follower, run } = bench();
    clock.seek(fromSeconds(10));
    clock.play();
    run(500);
    follower.setVolume(0.3, true);
    expect([sound.volume, sound.muted, follower.audible()]).toEqual([0.3, true, false]);
    follower.setVolume(0, false);
    expect(follower.audible()).toBe(false);
    follower.setVolume(0.3, false);
    expect(follower.audible()).toBe(true);
  });

  it('says that it is blocked, asks no more, and plays when allowed', async () => {
    const { clock, sound, follower, run } = bench();
    const told = vi.fn();
    follower.subscribe(told);
    sound.refusal = new DOMException('no', 'NotAllowedError');
    clock.seek(fromSeconds(10));
    clock.play();
    run(100);
    await Promise.resolve();
    await Promise.resolve();
    expect(follower.blocked()).toBe(true);
    expect(told).toHaveBeenCalled();
    const { plays } = sound;
    run(500);
    expect(sound.plays).toBe(plays);
    expect(follower.audible()).toBe(false);
    sound.refusal = undefined;
    follower.allow();
    run(1_500);
    expect(follower.blocked()).toBe(false);
    expect(follower.audible()).toBe(true);
  });

  it('waits for what the file tells of itself, and leaves no hold', () => {
    const { clock, sound, follower, run } = bench();
    sound.readyState = 0;
    clock.seek(fromSeconds(10));
    run(100);
    expect(follower.seconds()).toBeNull();
    expect(sound.currentTime).toBe(0);
    sound.readyState = 1;
    follower.notice();
    expect(clock.holders).toEqual(['voice']);
    follower.dispose();
    expect(clock.holders).toEqual([]);
    run(100);
    expect(clock.holders).toEqual([]);
  });
});
