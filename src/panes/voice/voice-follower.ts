import { fromMillis, fromSeconds, shift, type TraceTime } from '../../base/time.ts';
import { LONGEST_TICK, type Clock, type TimeSource } from '../../timeline/clock.ts';
import type { ClockMap } from '../../trace/clock-map.ts';
import { soundSeconds, soundSpeed, traceTimeOf } from './sound-time.ts';

/** What the follower needs of an <audio> element. */
export interface Sound {
  currentTime: number;
  playbackRate: number;
  muted: boolean;
  volume: number;
  readonly duration: number;
  readonly paused: boolean;
  readonly seeking: boolean;
  readonly ended: boolean;
  readonly readyState: number;
  play(): Promise<void>;
  pause(): void;
}

/** Wall time, in milliseconds. */
export interface Wall {
  now(): number;
  /** Calls after `millis`; returns how to take that back. */
  after(millis: number, call: () => void): () => void;
}

const REAL: Wall = {
  now: () => performance.now(),
  after: (millis, call) => {
    const timer = setTimeout(call, millis);
    return () => clearTimeout(timer);
  },
};

/** HTMLMediaElement.HAVE_METADATA and HAVE_FUTURE_DATA. */
const HAVE_METADATA = 1;
const HAVE_FUTURE_DATA = 3;

/** Speech above this rate is noise. */
export const MUTE_ABOVE = 4;
/** Why the clock's own doings keep a sound from being heard. */
export type Silence = 'fast' | 'backwards';
/** What media elements can do. */
const MIN_SPEED = 0.0625;
const MAX_SPEED = 16;

/** Seconds between sound and clock, at speed 1; more at higher speeds. */
const NUDGES_BEYOND = 0.03;
const SEEKS_BEYOND = 0.25;
/**
 * Seconds ahead at which a nudge ends, and how near to that it must come. Chromium loses about 20 ms whenever it
 * changes between plain and stretched playing: aiming at 0 would bring the next nudge on, and the next.
 */
const AIM = 0.01;
const CLOSE_ENOUGH = 0.004;
/** At the start of playing, and after the clock went back, a jump is not heard, so less is borne. */
const STARTS_WITHIN = 0.04;
/** Seconds in which a difference is made up, and the part of the speed that this may cost. */
const CATCH_UP = 0.5;
const MAX_NUDGE = 0.1;
/** Milliseconds for which time stands still before the sound goes there. */
const STANDS = 150;
/** Milliseconds between two seeks while playing: a slow source would do nothing else. */
const SEEK_PAUSE = 300;
/** Seconds that a seek takes at most, for aiming ahead. */
const MAX_LATENCY = 1;

/**
 * Keeps a sound at the clock's now(). The clock leads: small differences are made up by a speed a little above or
 * below, which nobody hears; only large ones by a seek. In a page that is hidden the sound leads, as long as it can be
 * heard: what was heard has passed.
 */
export class VoiceFollower implements TimeSource {
  readonly heard = true;
  readonly #sound: Sound;
  readonly #map: ClockMap;
  readonly #clock: Clock;
  readonly #wall: Wall;
  readonly #listeners = new Set<() => void>();
  #muted = false;
  #blocked = false;
  #audible = false;
  /** Where it was put at rest; undefined once it has played on from there. */
  #placed: number | undefined;
  /** The moment at which time has stood still for a while. */
  #aimed: TraceTime | undefined;
  /** Has it not found out that time stands still. */
  #stopAiming: () => void = () => undefined;
  #nudging = false;
  /** What the clock last told: the moment, when it did in milliseconds of wall time, and whether it was playing. */
  #last = -Infinity;
  #toldAt = -Infinity;
  #ran = false;
  #soughtAt = -Infinity;
  #measuring = false;
  /** How long a seek takes until sound comes again, in seconds. */
  #latency = 0.05;
  #disposed = false;

  constructor(sound: Sound, map: ClockMap, clock: Clock, wall: Wall = REAL) {
    this.#sound = sound;
    this.#map = map;
    this.#clock = clock;
    this.#wall = wall;
  }

  /** True where the browser lets no sound be played before a person has clicked. */
  readonly blocked = (): boolean => this.#blocked;

  /** True while it can be heard, as far as the page knows. */
  readonly audible = (): boolean => this.#audible;

  /** Where the sound stands, in seconds of its own; null before it is known, outside the sound, and at rest until it is there. */
  seconds(): number | null {
    const { readyState, currentTime, seeking } = this.#sound;
    const now = this.#clock.now();
    if (readyState < HAVE_METADATA || !this.#isInside(now)) return null;
    const isThere = this.#clock.playing || (!seeking && this.#placed === this.#targetAt(now));
    return isThere ? currentTime : null;
  }

  time(): TraceTime | undefined {
    const { seeking, readyState, currentTime } = this.#sound;
    const now = this.#clock.now();
    if (seeking || readyState < HAVE_METADATA || !this.#canBeHeard() || !this.#isInside(now))
      return undefined;
    const heard = traceTimeOf(this.#map, currentTime);
    const { rate } = this.#clock;
    const played = fromMillis(this.#gone()) * rate * (1 + MAX_NUDGE);
    // Further than it can have played, somebody else has moved it.
    if (heard - now > played + fromSeconds(SEEKS_BEYOND) * Math.max(1, rate)) return undefined;
    return heard > now ? heard : now;
  }

  /** Tells of changes of `blocked` and `audible`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** `volume`: in [0, 1]. */
  setVolume(volume: number, muted: boolean): void {
    this.#sound.volume = volume;
    this.#muted = muted;
    this.notice();
  }

  /** Why nothing is heard for now, however loud it is set; undefined at rest, and where it is heard. */
  silence(): Silence | undefined {
    const { playing, rate } = this.#clock;
    if (!playing) return undefined;
    // The rate that was chosen: two clocks that drift apart must not make 4× a little more.
    return rate <= 0 ? 'backwards' : rate > MUTE_ABOVE ? 'fast' : undefined;
  }

  /**
   * Call at every moment of the clock. When time has stood still for a while, the sound goes where it will be wanted, and
   * then starts at once. Nobody waits for it: at rest nothing is heard. While time is dragged along, nothing is read of it
   * either.
   */
  readonly follow = (): void => {
    if (this.#disposed) return;
    const now = this.#clock.now();
    this.#toldAt = this.#wall.now();
    this.#ran = this.#clock.playing;
    this.#apply(now);
    this.#last = now;
    this.#stopAiming();
    if (!this.#clock.playing) this.#stopAiming = this.#wall.after(STANDS, () => this.#aim(now));
  };

  /**
   * Call whenever the sound's own state changes. The clock may not have told of a moment for a while: the sound is
   * compared with where it will be. After so long that the clock will not count it, the sound waits for it.
   */
  readonly notice = (): void => {
    const now = this.#clock.now();
    const gone = this.#gone();
    if (!this.#clock.seen) this.#apply(this.time() ?? now);
    else if (gone > LONGEST_TICK) this.#apply(now, false);
    else this.#apply(shift(now, fromMillis(gone) * this.#clock.rate));
  };

  /** Call from within a click: the browser then lets the sound play. */
  allow(): void {
    this.#blocked = false;
    this.#start();
    this.notice();
  }

  dispose(): void {
    this.#disposed = true;
    this.#stopAiming();
    this.#sound.pause();
    this.#listeners.clear();
  }

  #aim(at: TraceTime): void {
    // While the playhead is dragged, this is told of some moments only: time may have gone on without a word.
    if (this.#clock.now() !== at) return;
    this.#aimed = at;
    this.notice();
  }

  /** Milliseconds of playing since the clock told of a moment. */
  #gone(): number {
    return this.#clock.playing && this.#ran ? Math.max(0, this.#wall.now() - this.#toldAt) : 0;
  }

  #canBeHeard(): boolean {
    return !this.#disposed && !this.#blocked && !this.#sound.muted && this.#sound.volume > 0;
  }

  /** `now`: of the clock, or where it will be once it is drawn again. `passes`: false where no time will have gone by. */
  #apply(now: TraceTime, passes = true): void {
    if (this.#disposed) return;
    const { playing, rate, seen } = this.#clock;
    if (!playing) this.#blocked = false;
    const silence = this.silence();
    this.#sound.muted = this.#muted || silence !== undefined;
    if (this.#sound.readyState >= HAVE_METADATA) {
      const speed = rate * soundSpeed(this.#map, now);
      const goesOn = playing && passes && silence !== 'backwards' && now <= this.#clock.duration;
      const wanted = goesOn && this.#isInside(now) && (seen || this.#canBeHeard());
      if (!wanted) this.#rest(now, playing);
      else if (!this.#blocked) this.#play(now, Math.min(MAX_SPEED, Math.max(MIN_SPEED, speed)));
    }
    this.#tell();
  }

  #isInside(now: TraceTime): boolean {
    const seconds = soundSeconds(this.#map, now);
    // The length of a stream is not known.
    return seconds >= 0 && !(seconds >= this.#sound.duration);
  }

  #targetAt(now: TraceTime): number {
    return Math.max(0, Math.min(soundSeconds(this.#map, now), this.#sound.duration));
  }

  /** Silent; where time has stood still, at its place. */
  #rest(now: TraceTime, playing: boolean): void {
    const sound = this.#sound;
    if (!sound.paused) sound.pause();
    const target = this.#targetAt(now);
    // One seek at a time: `seeked` calls again, and the newest target counts.
    if (playing || this.#aimed !== now || sound.seeking || this.#placed === target) return;
    this.#placed = target;
    sound.currentTime = target;
  }

  #play(now: TraceTime, speed: number): void {
    const sound = this.#sound;
    const seconds = soundSeconds(this.#map, now);
    const drift = sound.currentTime - seconds;
    const scale = Math.max(1, speed);
    this.#noteLatency();
    if (!sound.seeking) {
      const fresh = sound.paused || now < this.#last;
      const limit = (fresh ? STARTS_WITHIN : SEEKS_BEYOND) * scale;
      const wall = this.#wall.now();
      // Where it ended a little early, there is nothing to seek for.
      const over = sound.ended && Math.abs(drift) <= SEEKS_BEYOND * scale;
      if (Math.abs(drift) > limit && !over && (fresh || wall - this.#soughtAt >= SEEK_PAUSE)) {
        // Where it leads, nothing may be left out.
        const ahead = this.#clock.seen ? this.#latency * speed : 0;
        sound.currentTime = Math.min(seconds + ahead, sound.duration);
        this.#soughtAt = wall;
        this.#measuring = true;
      }
      this.#placed = undefined;
      if (sound.paused && !over) this.#start();
    }
    this.#setSpeed(sound.seeking ? speed : speed * this.#nudge(drift / scale));
  }

  /** The factor of the speed that makes up for being `drift` seconds ahead. */
  #nudge(drift: number): number {
    const excess = drift - AIM;
    this.#nudging = this.#clock.seen && this.#isOff(drift, excess);
    if (!this.#nudging) return 1;
    return 1 - Math.max(-MAX_NUDGE, Math.min(MAX_NUDGE, excess / CATCH_UP));
  }

  #isOff(drift: number, excess: number): boolean {
    return Math.abs(drift) > NUDGES_BEYOND || (this.#nudging && Math.abs(excess) > CLOSE_ENOUGH);
  }

  #setSpeed(speed: number): void {
    const kept = Math.min(MAX_SPEED, Math.max(MIN_SPEED, speed));
    if (Math.abs(this.#sound.playbackRate / kept - 1) >= 0.002) this.#sound.playbackRate = kept;
  }

  #start(): void {
    this.#sound.play().catch((error: unknown) => {
      // AbortError: paused again before it began. Whatever else is wrong with the file, its `error` event tells.
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError' || this.#disposed) return;
      this.#blocked = true;
      this.#tell();
    });
  }

  #noteLatency(): void {
    const { seeking, paused, readyState } = this.#sound;
    if (!this.#measuring || seeking || paused || readyState < HAVE_FUTURE_DATA) return;
    this.#measuring = false;
    const seconds = (this.#wall.now() - this.#soughtAt) / 1_000;
    this.#latency = Math.min(MAX_LATENCY, (this.#latency + seconds) / 2);
  }

  #tell(): void {
    const { paused, seeking, readyState } = this.#sound;
    this.#audible = !paused && !seeking && readyState >= HAVE_FUTURE_DATA && this.#canBeHeard();
    for (const listener of [...this.#listeners]) listener();
  }
}
