/** A VoiceFollower in a page that is hidden, frozen, or whose machine slept. */
import { describe, expect, it } from 'vitest';
import { fromSeconds, toSeconds } from '../../../src/base/time.ts';
import { bench } from './follower-bench.ts';

/** Plays at `rate` from ten seconds on, then hides the page. */
function hidden(rate = 1) {
  const all = bench();
  all.clock.seek(fromSeconds(10));
  all.clock.play(rate);
  all.run(2_000);
  all.ticker.see(false);
  const seeks = all.sound.seeks.length;
  return { ...all, seeks };
}

describe('a voice in a hidden page', () => {
  it.each([0.25, 1, 2, 4])('is heard on at %s×, and takes the clock with it', (rate) => {
    const { clock, sound, follower, drift, run, runHidden, ticker, seeks } = hidden(rate);
    const before = sound.currentTime;
    runHidden(10_000);
    expect(follower.audible()).toBe(true);
    expect(sound.currentTime - before).toBeCloseTo(10 * rate, 3);
    expect(sound.playbackRate).toBe(rate);
    expect(drift()).toBeCloseTo(0, 3);
    sound.pass(100);
    ticker.pass(100);
    ticker.see(true);
    // At once, not at the next frame.
    expect(drift()).toBeCloseTo(0, 3);
    const shown = toSeconds(clock.now());
    run(500);
    expect(toSeconds(clock.now()) - shown).toBeCloseTo((512 / 1_000) * rate, 3);
    expect(sound.seeks).toHaveLength(seeks);
  });

  it('leads by what was heard, however seldom the clock ticks', () => {
    const { sound, drift, ticker, seeks } = hidden();
    for (const millis of [1_000, 60_000, 3_000]) {
      sound.pass(millis);
      ticker.tick(millis);
      expect(drift()).toBeCloseTo(0, 3);
    }
    expect(sound.seeks).toHaveLength(seeks);
  });

  it.each([
    ['muted', (follower: { setVolume(volume: number, muted: boolean): void }) => follower.setVolume(1, true)],
    [
      'at no volume',
      (follower: { setVolume(volume: number, muted: boolean): void }) => follower.setVolume(0, false),
    ],
  ])('stands with the clock where it is %s', (_, silence) => {
    const { clock, sound, follower, run, runHidden, ticker, drift } = hidden();
    silence(follower);
    runHidden(250);
    const now = clock.now();
    runHidden(10_000);
    expect([clock.now(), sound.paused]).toEqual([now, true]);
    ticker.see(true);
    follower.setVolume(1, false);
    run(1_500);
    expect(follower.audible()).toBe(true);
    expect(Math.abs(drift())).toBeLessThan(0.031);
  });

  it.each([8, 16, -1])('stands with the clock at %s×', (rate) => {
    const { clock, sound, runHidden } = hidden(rate);
    const now = clock.now();
    runHidden(10_000);
    expect([clock.now(), sound.paused]).toEqual([now, true]);
  });

  it('stands with the clock at the end of the sound, and is silent at the end of the trace', () => {
    const { clock, sound, runHidden } = hidden();
    runHidden(95_000);
    expect(toSeconds(clock.now())).toBeCloseTo(102, 3);
    expect(clock.playing).toBe(true);

    const other = hidden();
    other.sound.duration = 1_000;
    other.runHidden(115_000);
    expect([other.clock.now(), other.clock.playing]).toEqual([other.clock.duration, false]);
    expect([sound.paused, other.sound.paused]).toEqual([true, true]);
  });

  it('follows loops and skips', () => {
    const { clock, sound, runHidden, drift } = hidden();
    clock.setSkips([{ start: fromSeconds(15), end: fromSeconds(40) }]);
    clock.setLoop({ start: fromSeconds(11), end: fromSeconds(50) });
    runHidden(8_000);
    expect(toSeconds(clock.now())).toBeGreaterThan(42);
    // Where it leads, it leaves out nothing.
    expect(sound.seeks.at(-1)).toBe(38);
    expect(drift()).toBeCloseTo(0, 3);
    runHidden(8_000);
    expect(toSeconds(clock.now())).toBeLessThan(15);
    expect(drift()).toBeCloseTo(0, 3);
    expect(sound.paused).toBe(false);
  });

  it('is brought back where somebody else has paused or moved it', () => {
    const { clock, sound, follower, runHidden, drift } = hidden();
    sound.pause();
    follower.notice();
    expect(sound.paused).toBe(false);
    runHidden(1_000);
    const now = toSeconds(clock.now());
    sound.currentTime = 80;
    sound.pass(100);
    follower.notice();
    runHidden(1_000);
    expect(toSeconds(clock.now()) - now).toBeGreaterThan(0.5);
    expect(toSeconds(clock.now()) - now).toBeLessThan(1.3);
    sound.currentTime = 1;
    runHidden(1_000);
    expect(toSeconds(clock.now()) - now).toBeLessThan(2.3);
    expect(drift()).toBeCloseTo(0, 3);
  });

  it('is heard at the speed itself, even where it was just catching up', () => {
    const { sound, run, runHidden, ticker, clock } = hidden();
    ticker.see(true);
    sound.stall(200);
    run(400);
    expect(sound.playbackRate).toBeGreaterThan(1.05);
    ticker.see(false);
    expect(sound.playbackRate).toBe(1);
    runHidden(2_000);
    expect(sound.playbackRate).toBe(clock.rate);
  });

  it('loses nothing in a stall', () => {
    const { clock, sound, runHidden, drift, seeks } = hidden();
    const before = sound.currentTime;
    sound.stall(3_000);
    runHidden(2_500);
    expect(sound.currentTime).toBe(before);
    expect(drift()).toBeCloseTo(0, 1);
    runHidden(5_500);
    expect(sound.currentTime - before).toBeCloseTo(5, 1);
    expect(toSeconds(clock.now())).toBeCloseTo(sound.currentTime + 2, 3);
    expect(sound.seeks).toHaveLength(seeks);
  });
});

describe('a voice in a page that got no frame for long', () => {
  it.each([
    ['went on', 60_000],
    ['stood still', 0],
  ])('is where the clock was, where it %s meanwhile', (_, played) => {
    const { clock, sound, follower, run, ticker, drift } = bench();
    clock.seek(fromSeconds(10));
    clock.play();
    run(2_000);
    const now = toSeconds(clock.now());
    sound.pass(played);
    ticker.pass(60_000);
    // Its own events may come before the first frame.
    follower.notice();
    expect(sound.paused).toBe(true);
    run(16);
    expect(toSeconds(clock.now())).toBe(now);
    run(1_500);
    expect(toSeconds(clock.now()) - now).toBeCloseTo(1.504, 2);
    expect(Math.abs(drift())).toBeLessThan(0.031);
    expect(follower.audible()).toBe(true);
  });

  it('is not touched for a page that was busy for less', () => {
    const { clock, sound, follower, run, ticker } = bench();
    clock.seek(fromSeconds(10));
    clock.play();
    run(2_000);
    const { playbackRate, seeks, plays } = sound;
    const count = seeks.length;
    sound.pass(900);
    ticker.pass(900);
    follower.notice();
    run(16);
    expect([sound.playbackRate, sound.seeks.length, sound.plays]).toEqual([playbackRate, count, plays]);
  });
});
