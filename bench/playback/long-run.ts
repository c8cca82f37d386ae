/** Plays a long trace in simulated time: the real clock, FramePlayback and VoiceFollower over simulated elements. */
import { fromSeconds, type TraceTime } from '../../src/base/time.ts';
import type { Ticker } from '../../src/base/ticker.ts';
import { FramePlayback } from '../../src/panes/video/frame-playback.ts';
import { VoiceFollower } from '../../src/panes/voice/voice-follower.ts';
import { createClock } from '../../src/timeline/clock.ts';
import { clockMap, type ClockMap } from '../../src/trace/clock-map.ts';
import { FrameTable } from '../../src/trace/frame-table.ts';
import { seededRandom } from '../../capture/record/random.ts';
import { SimulatedCompositor } from './compositor.ts';
import { SimulatedElement, type Nature } from './element.ts';
import { pictureOffset } from './picture-offset.ts';

export interface LongRun {
  /** Trace seconds a second. */
  readonly speed: number;
  /** Seconds of wall time. */
  readonly seconds: number;
  /** Parts by which the clock of picture and voice gain. */
  readonly videoSkew: number;
  readonly voiceSkew: number;
  readonly seed: number;
}

/** One animation frame of the run. Times in seconds. */
export interface Moment {
  /** Wall time since the start. */
  readonly wall: number;
  readonly now: number;
  /** By how much now() lies outside of the interval of the picture on screen: negative where the picture is behind. */
  readonly picture: number;
  /** Trace time of the voice without the clock's; undefined where it is muted for its speed. */
  readonly voice: number | undefined;
  /** An element is stalled, or makes up for a stall. */
  readonly disturbed: boolean;
}

export interface LongRunResult {
  readonly moments: readonly Moment[];
  /** Seeks while playing, by element. */
  readonly videoSeeks: number;
  readonly voiceSeeks: number;
  /** Changes of speed of the picture, and the largest correction of the voice's as a part of it. */
  readonly videoNudges: number;
  readonly largestNudge: number;
}

/** The recorded clocks differ too: seconds of media in a second of trace, less one. */
const VIDEO_DRIFT = 80e-6;
const VOICE_DRIFT = -60e-6;
/** Trace time at which picture and voice begin, in seconds. */
const BEGIN = 0.5;

const VIDEO: Omit<Nature, 'skew'> = {
  stretchLoss: 0,
  grain: 0,
  start: [30, 140],
  seek: [80, 400],
  stallEvery: 150,
  stall: [100, 1_200],
};
const VOICE: Omit<Nature, 'skew'> = {
  stretchLoss: 0.02,
  grain: 0.01,
  start: [20, 120],
  seek: [15, 90],
  stallEvery: 200,
  stall: [60, 700],
};

export function playLong({ speed, seconds, videoSkew, voiceSkew, seed }: LongRun): LongRunResult {
  const random = seededRandom(seed);
  const length = seconds * speed + 60;
  const [videoMap, voiceMap] = [mapOf(length, VIDEO_DRIFT), mapOf(length, VOICE_DRIFT)];
  const frames = unevenFrames(length, videoMap, random);
  const ticker = simulatedTicker();
  const clock = createClock(fromSeconds(length + BEGIN), ticker);
  const video = new SimulatedElement(length, { ...VIDEO, skew: videoSkew }, random);
  const voice = new SimulatedElement(length, { ...VOICE, skew: voiceSkew }, random);
  const screen = new SimulatedCompositor(video, frames, random);
  const playback = new FramePlayback(video, frames, videoMap, clock, () => ticker.now());
  // Time never stands still here, so that nothing is waited for.
  const wall = { now: () => ticker.now(), after: () => () => undefined };
  const follower = new VoiceFollower(voice, voiceMap, clock, wall);
  // As FramePresenter does: each picture and each moment bring the element on.
  const bringOn = (): void => {
    if (clock.playing && clock.now() >= frames.startOf(0)) playback.follow(clock.now());
    else playback.stop();
  };
  clock.subscribe(bringOn);
  clock.lead(playback);
  clock.subscribe(follower.follow);
  clock.lead(follower);

  const moments: Moment[] = [];
  const counts = { videoNudges: 0, largestNudge: 0 };
  let previousRate = 0;
  clock.play(speed);
  const start = ticker.now();
  while (ticker.now() - start < seconds * 1_000) {
    const from = ticker.now();
    const to = from + nextGap(random);
    screen.pass(from, to);
    voice.pass(to - from);
    ticker.set(to);
    const picture = screen.take();
    if (picture) {
      playback.frame(picture.seconds, picture.at);
      bringOn();
    }
    ticker.run();
    const now = clock.now();
    moments.push({
      wall: (to - start) / 1_000,
      now: now / 1e6,
      picture: pictureOffset(frames, screen.shown?.seconds ?? 0, now),
      voice: follower.silence() ? undefined : (traceOf(voiceMap, voice.currentTime) - now) / 1e6,
      disturbed: video.disturbed || voice.disturbed,
    });
    if (video.playbackRate !== previousRate) counts.videoNudges += 1;
    previousRate = video.playbackRate;
    if (!voice.paused)
      counts.largestNudge = Math.max(counts.largestNudge, Math.abs(voice.playbackRate / speed - 1));
  }
  return { moments, videoSeeks: video.seeks, voiceSeeks: voice.seeks, ...counts };
}

function mapOf(length: number, drift: number): ClockMap {
  return clockMap({
    domain: 'media',
    native_unit: 's',
    sync_quality: 'measured',
    map: [
      { native: 0, trace_us: BEGIN * 1e6 },
      { native: length, trace_us: (BEGIN + length / (1 + drift)) * 1e6 },
    ],
  });
}

const traceOf = (map: ClockMap, seconds: number): TraceTime =>
  map.toTrace((seconds * 1e6) / map.microsPerUnit);

/** 16 to 120 ms apart, and now and then some seconds, as a screen recording with little movement is. */
function unevenFrames(length: number, map: ClockMap, random: () => number): FrameTable {
  const packets: { seconds: number; duration: number; key: boolean }[] = [];
  for (let seconds = 0; seconds < length;) {
    const rest = random() < 0.002;
    const duration = rest ? 1 + random() * 4 : (16 + Math.floor(random() ** 2 * 104)) / 1_000;
    packets.push({ seconds, duration, key: rest });
    seconds += duration;
  }
  return new FrameTable(packets, map);
}

/** Milliseconds to the next animation frame: some are left out, and now and then the page is busy. */
function nextGap(random: () => number): number {
  const busy = random();
  const left = busy < 0.000_5 ? 10 + random() * 20 : busy < 0.02 ? 1 + random() * 3 : 0;
  return (1_000 / 60) * (1 + Math.floor(left)) + (random() - 0.5) * 6;
}

function simulatedTicker(): Ticker & { set(wall: number): void; run(): void } {
  let wall = 1_000;
  let due: (() => void) | undefined;
  return {
    seen: true,
    watch: () => () => undefined,
    now: () => wall,
    request: (callback) => {
      due = callback;
      return 1;
    },
    cancel: () => {
      due = undefined;
    },
    set: (next) => {
      wall = next;
    },
    run: () => {
      const callback = due;
      due = undefined;
      callback?.();
    },
  };
}
