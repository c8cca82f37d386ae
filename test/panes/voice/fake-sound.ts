import type { Sound } from '../../../src/panes/voice/voice-follower.ts';

/** A media element as browsers have them: slow to start, slow to seek, and with a will of its own. */
export class FakeSound implements Sound {
  playbackRate = 1;
  muted = false;
  volume = 1;
  duration = 100;
  readyState = 4;
  paused = true;
  seeking = false;
  ended = false;
  /** Every seek, in seconds. */
  readonly seeks: number[] = [];
  plays = 0;
  /** Milliseconds until it starts, and until a seek is done. */
  startMillis = 80;
  seekMillis = 60;
  /** The `seeked` event. */
  onSeeked: (() => void) | undefined;
  /** What play() is refused with. */
  refusal: Error | undefined;
  #seconds = 0;
  #silentFor = 0;

  get currentTime(): number {
    return this.#seconds;
  }

  set currentTime(seconds: number) {
    this.#seconds = seconds;
    this.seeks.push(seconds);
    this.seeking = true;
    this.ended = false;
    this.#silentFor = this.seekMillis;
  }

  play(): Promise<void> {
    this.plays += 1;
    if (this.refusal) return Promise.reject(this.refusal);
    this.paused = false;
    this.#silentFor = Math.max(this.#silentFor, this.startMillis);
    return Promise.resolve();
  }

  pause(): void {
    this.paused = true;
  }

  /** Lets wall time pass. */
  pass(millis: number): void {
    const silent = Math.min(millis, this.#silentFor);
    this.#silentFor -= silent;
    if (this.#silentFor === 0 && this.seeking) {
      this.seeking = false;
      this.onSeeked?.();
    }
    if (this.paused || this.seeking) return;
    this.#seconds = Math.min(this.duration, this.#seconds + ((millis - silent) / 1_000) * this.playbackRate);
    if (this.#seconds >= this.duration) {
      this.ended = true;
      this.paused = true;
    }
  }

  /** It stalls: its time stands still for so long. */
  stall(millis: number): void {
    this.#silentFor = millis;
  }
}
