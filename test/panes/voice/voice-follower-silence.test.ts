/** When a VoiceFollower lets nothing be heard, and what it says of that. */
import { describe, expect, it, vi } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import { bench } from './follower-bench.ts';

describe('VoiceFollower', () => {
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
});
