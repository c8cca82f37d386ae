import { describe, expect, it } from 'vitest';
import { fromSeconds, toSeconds } from '../../../src/base/time.ts';
import { bench } from './follower-bench.ts';

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

  it('goes to its very place once time stands still, and nobody waits for it', async () => {
    const { clock, sound, follower, run } = bench();
    for (const seconds of [12, 20, 30]) {
      clock.seek(fromSeconds(seconds));
      run(64);
    }
    expect(sound.seeks).toEqual([]);
    expect(clock.holders).toEqual([]);
    const settled = clock.settled();
    run(32);
    await settled;
    expect(follower.seconds()).toBeNull();
    run(300);
    expect(clock.holders).toEqual([]);
    expect(sound.seeks).toEqual([28]);
    expect(sound.paused).toBe(true);
    expect(follower.seconds()).toBeCloseTo(28, 6);
    expect(follower.audible()).toBe(false);
    run(1_000);
    expect(sound.seeks).toEqual([28]);
    clock.seek(fromSeconds(31));
    run(16);
    expect(follower.seconds()).toBeNull();
  });

  it('starts near the clock where it is played before it stood at its place', () => {
    const { clock, sound, run, drift } = bench();
    clock.seek(fromSeconds(60));
    run(16);
    clock.play();
    run(500);
    expect(sound.seeks).toHaveLength(1);
    expect(Math.abs(drift())).toBeLessThan(0.1);
    run(1_500);
    expect(Math.abs(drift())).toBeLessThan(0.031);
    expect(sound.seeks).toHaveLength(1);
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
    // As long as a difference that is no reason for a seek takes to be made up.
    run(3_000);
    expect(Math.abs(drift())).toBeLessThan(0.031);
    clock.pause();
    run(300);
    expect(drift()).toBeCloseTo(0, 6);
  });

  it('waits for what the file tells of itself', () => {
    const { clock, sound, follower, run } = bench();
    sound.readyState = 0;
    clock.seek(fromSeconds(10));
    run(300);
    expect(follower.seconds()).toBeNull();
    expect(sound.currentTime).toBe(0);
    sound.readyState = 1;
    follower.notice();
    expect(sound.currentTime).toBe(8);
    follower.dispose();
    clock.seek(fromSeconds(20));
    run(300);
    expect(sound.seeks).toEqual([8]);
  });
});
