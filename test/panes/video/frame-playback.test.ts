import { describe, expect, it } from 'vitest';
import { SimulatedElement } from '../../../bench/playback/element.ts';
import { fromSeconds, toSeconds } from '../../../src/base/time.ts';
import { FramePlayback } from '../../../src/panes/video/frame-playback.ts';
import { createClock } from '../../../src/timeline/clock.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import { FrameTable } from '../../../src/trace/frame-table.ts';
import { handTicker } from '../../timeline/hand-ticker.ts';

const MAP = clockMap({ domain: 'media', native_unit: 's', sync_quality: 'measured' });
const SECONDS = 2_000;
const FRAMES = new FrameTable(
  Array.from({ length: SECONDS * 30 }, (_, index) => ({ seconds: index / 30, duration: 1 / 30, key: true })),
  MAP,
);
const IDEAL = {
  skew: 0,
  stretchLoss: 0,
  grain: 0,
  start: [80, 80],
  seek: [120, 120],
  stallEvery: Infinity,
  stall: [0, 0],
} as const;

/** A playing element; it speaks of a picture with each frame of the page. */
function setup(rate = 1) {
  const ticker = handTicker();
  const clock = createClock(fromSeconds(SECONDS), ticker);
  const video = new SimulatedElement(SECONDS, IDEAL, () => 0.5);
  const playback = new FramePlayback(video, FRAMES, MAP, clock, () => ticker.now());
  const bringOn = (): void => (clock.playing ? playback.follow(clock.now()) : playback.stop());
  clock.subscribe(bringOn);
  clock.lead(playback);
  const picture = (): void => {
    if (video.paused || video.seeking) return;
    playback.frame(video.currentTime, ticker.now());
    bringOn();
  };
  /** Gives the moments of the clock. */
  const run = (millis: number): readonly number[] =>
    Array.from({ length: Math.ceil(millis / 16) }, () => {
      video.pass(16);
      ticker.pass(16);
      picture();
      ticker.tick(0);
      return toSeconds(clock.now());
    });
  const drift = (): number => video.currentTime - toSeconds(clock.now());
  clock.seek(fromSeconds(10));
  clock.play(rate);
  run(3_000);
  return { ticker, clock, video, playback, picture, run, drift, seeks: video.seeks };
}

describe('FramePlayback', () => {
  it.each([0.25, 1, 4, 16])('leads at %s× once the element has started', (rate) => {
    const { playback, drift, video, run } = setup(rate);
    expect(playback.time()).toBeDefined();
    const seeks = video.seeks;
    run(5_000);
    expect(Math.abs(drift())).toBeLessThan(0.001 * Math.max(1, rate));
    expect(video.playbackRate).toBeCloseTo(rate, 6);
    expect(video.seeks).toBe(seeks);
  });

  it.each([100, 500, 900])('leaves the element alone when the page was busy for %s ms', (millis) => {
    const { ticker, video, clock, picture, seeks } = setup();
    video.pass(millis);
    ticker.pass(millis);
    // The picture is told of before the clock has ticked.
    picture();
    expect([video.playbackRate, video.seeks]).toEqual([1, seeks]);
    const before = toSeconds(clock.now());
    ticker.tick(0);
    expect(toSeconds(clock.now()) - before).toBeCloseTo(millis / 1_000, 3);
  });

  it('never lets the clock run backwards, where the element falls behind or is moved back', () => {
    const { video, clock, run, drift } = setup();
    const before = toSeconds(clock.now());
    video.currentTime -= 0.4;
    const moments = run(4_000);
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
    expect((moments.at(-1) ?? 0) - before).toBeCloseTo(4, 1);
    expect(Math.abs(drift())).toBeLessThan(0.02);
  });

  it('catches up by a speed a little above, and at the highest speed by seeking', () => {
    const slow = setup(1);
    slow.video.currentTime -= 0.001;
    slow.run(200);
    expect(slow.video.playbackRate).toBeGreaterThan(1);
    slow.run(3_000);
    expect(slow.video.playbackRate).toBeCloseTo(1, 6);
    expect(slow.video.seeks).toBe(slow.seeks + 1);

    const fast = setup(16);
    fast.video.currentTime -= 0.001;
    fast.run(4_000);
    expect(fast.video.seeks).toBeGreaterThan(fast.seeks + 1);
    expect(fast.playback.time()).toBeDefined();
  });

  it('brings back an element that the browser has paused', () => {
    const { video, run, drift, playback } = setup();
    video.pause();
    run(1_500);
    expect(video.paused).toBe(false);
    expect(Math.abs(drift())).toBeLessThan(0.02);
    expect(playback.time()).toBeDefined();
  });

  it.each([
    ['went on', 600_000],
    ['stood still', 0],
  ])('is where the clock was after ten minutes without a frame, where the element %s', (_, played) => {
    const { ticker, clock, video, picture, run, drift } = setup();
    const before = toSeconds(clock.now());
    video.pass(played);
    ticker.pass(600_000);
    picture();
    ticker.tick(0);
    expect(toSeconds(clock.now())).toBe(before);
    run(2_000);
    expect(toSeconds(clock.now()) - before).toBeCloseTo(2, 1);
    expect(Math.abs(drift())).toBeLessThan(0.02);
  });

  it('stands in a page that is hidden, and starts from the clock when it is seen', () => {
    const { ticker, clock, video, playback, run, drift } = setup();
    const before = toSeconds(clock.now());
    ticker.see(false);
    expect([video.paused, playback.time()]).toEqual([true, undefined]);
    for (let count = 0; count < 8; count += 1) {
      video.pass(250);
      ticker.tick(250);
    }
    expect([video.paused, toSeconds(clock.now())]).toEqual([true, before]);
    // What a voice was heard to say meanwhile.
    clock.seek(fromSeconds(600));
    ticker.tick(250);
    ticker.see(true);
    expect(video.paused).toBe(false);
    run(2_000);
    expect(toSeconds(clock.now())).toBeCloseTo(602, 1);
    expect(Math.abs(drift())).toBeLessThan(0.02);
  });
});
