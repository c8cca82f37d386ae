import { fromMicros, fromMillis, shift, type TraceTime } from '../../base/time.ts';
import { LONGEST_TICK, type Clock, type TimeSource } from '../../timeline/clock.ts';
import type { ClockMap } from '../../trace/clock-map.ts';
import type { FrameTable } from '../../trace/frame-table.ts';
import { extrapolate, mediaSeconds, mediaSpeed, traceTimeOf, type Anchor } from './media-time.ts';

/** What it needs of a <video> element. */
export interface Moving {
  currentTime: number;
  playbackRate: number;
  readonly paused: boolean;
  readonly seeking: boolean;
  readonly ended: boolean;
  readonly readyState: number;
  play(): Promise<void>;
  pause(): void;
}

/** HTMLMediaElement.HAVE_FUTURE_DATA. */
const HAVE_FUTURE_DATA = 3;

/** Seconds between the element and the clock, at speed 1; more at higher speeds. It must come nearer to lead again. */
const LEADS_WITHIN = 0.05;
const LEADS_AGAIN_WITHIN = 0.02;
const JUMPS_BEYOND = 0.3;
/** Part of the speed by which the element catches up or waits while it is in between. */
const NUDGE = 0.15;
/** Milliseconds between two jumps: a slow decoder would do nothing but seek. */
const JUMP_PAUSE = 500;
/** Seconds that a jump takes at most, for aiming ahead. */
const MAX_LATENCY = 1.5;
const MIN_SPEED = 0.0625;
const MAX_SPEED = 16;

/**
 * Plays the element along the clock. While both agree, it offers its time for the clock to follow; where they differ
 * a little, it runs faster or slower until they agree, so that time never goes back; beyond that, it jumps. In a page
 * that is hidden it stands still: nobody sees it, and browsers pause it there or do not.
 */
export class FramePlayback implements TimeSource {
  readonly #video: Moving;
  #frames: FrameTable;
  #map: ClockMap;
  readonly #clock: Clock;
  /** Wall time in milliseconds. */
  readonly #wall: () => number;
  #anchor: Anchor | undefined;
  #leads = false;
  #playing = false;
  #refused = false;
  /** The moment that the clock told of last, and when that was in milliseconds of wall time. */
  #told = { now: -Infinity, at: -Infinity };
  #jumpedAt = -Infinity;
  #jumping = false;
  /** How long jumps take, in seconds. */
  #latency = 0.1;

  constructor(
    video: Moving,
    frames: FrameTable,
    map: ClockMap,
    clock: Clock,
    wall: () => number = () => performance.now(),
  ) {
    this.#video = video;
    this.#frames = frames;
    this.#map = map;
    this.#clock = clock;
    this.#wall = wall;
  }

  /** True where the browser does not let the element play: its pictures can still be sought one by one. */
  get refused(): boolean {
    return this.#refused;
  }

  /** The same frames are at other moments from here on. */
  retime(frames: FrameTable, map: ClockMap): void {
    this.#frames = frames;
    this.#map = map;
  }

  /** True from `follow` to `stop`. */
  get playing(): boolean {
    return this.#playing;
  }

  time(): TraceTime | undefined {
    if (!this.#leads || !this.#runs()) return undefined;
    return fromMicros(Math.max(traceTimeOf(this.#map, this.#seconds()), this.#clock.now()));
  }

  /** Call at every moment of playing forwards, when the clock is inside the video: no element plays backwards. */
  follow(now: TraceTime): void {
    if (!this.#clock.seen) {
      this.stop();
      return;
    }
    const video = this.#video;
    const speed = Math.min(MAX_SPEED, Math.max(MIN_SPEED, this.#clock.rate * mediaSpeed(this.#map, now)));
    const scale = Math.max(1, speed);
    const drift = this.#seconds() - mediaSeconds(this.#map, this.#present(now));
    this.#noteLatency();
    this.#leads =
      this.#runs() && Math.abs(drift) <= (this.#leads ? LEADS_WITHIN : LEADS_AGAIN_WITHIN) * scale;
    this.#setSpeed(this.#leads ? speed : speed * (drift < 0 ? 1 + NUDGE : 1 - NUDGE));
    // It starts where it stood, in the middle of a frame's interval, which may be seconds away; at the highest speed it
    // never catches up.
    const nudges = this.#playing && (drift > 0 || speed < MAX_SPEED);
    const beyond = Math.abs(drift) > (nudges ? JUMPS_BEYOND : LEADS_WITHIN) * scale;
    if (video.seeking) return;
    if (beyond && !(video.ended && drift < 0 && this.#isLast(now))) this.#jump(now, speed);
    // An ended element would start over.
    if (!this.#playing || (video.paused && !video.ended)) this.#play();
  }

  /** Call where it is not to play, or not inside the video. */
  stop(): void {
    this.#playing = false;
    this.#leads = false;
    this.#anchor = undefined;
    this.#jumping = false;
    if (!this.#clock.playing) this.#refused = false;
    if (!this.#video.paused) this.#video.pause();
  }

  /** A frame of the element's own time `seconds` was presented at `wall` milliseconds. */
  frame(seconds: number, wall: number): void {
    if (this.#playing && !this.#video.seeking) this.#anchor = { seconds, wall };
  }

  /** Where the clock is by now: pictures come between its moments, after a busy while long after the last. */
  #present(now: TraceTime): TraceTime {
    const wall = this.#wall();
    if (now !== this.#told.now) this.#told = { now, at: wall };
    const gone = wall - this.#told.at;
    // So much the clock will not count.
    return gone > LONGEST_TICK ? now : shift(now, fromMillis(gone) * this.#clock.rate);
  }

  /** True while the element's time goes on. */
  #runs(): boolean {
    const { paused, seeking, ended, readyState } = this.#video;
    return !paused && !seeking && !ended && readyState >= HAVE_FUTURE_DATA;
  }

  /** Where the element is, in media time as the container tells it. */
  #seconds(): number {
    const { playbackRate, currentTime } = this.#video;
    const own = extrapolate(this.#anchor, this.#wall(), playbackRate, currentTime);
    return own + this.#frames.elementShift;
  }

  #setSpeed(wanted: number): void {
    const speed = Math.min(MAX_SPEED, Math.max(MIN_SPEED, wanted));
    if (Math.abs(this.#video.playbackRate - speed) < 0.001) return;
    this.#video.playbackRate = speed;
    // The time since the last frame went by at the old speed.
    this.#anchor = undefined;
  }

  #play(): void {
    this.#playing = true;
    this.#video.play().catch((error: unknown) => {
      // Paused again before it began: wanted. Anything else: the browser lets nothing play here.
      if (!(error instanceof DOMException && error.name === 'AbortError')) this.#refused = true;
    });
  }

  /** Aims at where the clock will be when the jump is done. */
  #jump(now: TraceTime, speed: number): void {
    const wall = this.#wall();
    if (this.#playing && wall - this.#jumpedAt < JUMP_PAUSE) return;
    const last = this.#frames.mediaMiddle(this.#frames.count - 1);
    const seconds = mediaSeconds(this.#map, now) - this.#frames.elementShift;
    this.#video.currentTime = Math.min(seconds + this.#latency * speed, last);
    this.#anchor = undefined;
    this.#jumpedAt = wall;
    this.#jumping = true;
  }

  #noteLatency(): void {
    if (!this.#jumping || !this.#runs()) return;
    this.#jumping = false;
    const seconds = (this.#wall() - this.#jumpedAt) / 1_000;
    // Rather too far ahead than behind: it waits sooner than it catches up.
    this.#latency = Math.min(MAX_LATENCY, Math.max(seconds, (this.#latency + seconds) / 2));
  }

  #isLast(now: TraceTime): boolean {
    return this.#frames.indexAt(now) === this.#frames.count - 1;
  }
}
