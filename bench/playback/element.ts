/** A media element as browsers have them: with a clock of its own, slow to start and to seek, and now and then stalled. */

/** How an element differs from an ideal one. */
export interface Nature {
  /** Seconds that its clock gains in a second of the page's. */
  readonly skew: number;
  /** Seconds lost at each change between plain and stretched playing, as Chromium does with sound. */
  readonly stretchLoss: number;
  /** Its time is told in steps of so many seconds, as sound is handed on in blocks. */
  readonly grain: number;
  /** Milliseconds from play() to the first movement, and for a seek: the least and the most. */
  readonly start: Span;
  readonly seek: Span;
  /** A stall about every so many seconds of wall time, and how many milliseconds it lasts. */
  readonly stallEvery: number;
  readonly stall: Span;
}

type Span = readonly [least: number, most: number];

/** HTMLMediaElement.HAVE_CURRENT_DATA and HAVE_ENOUGH_DATA. */
const STALLED = 2;
const READY = 4;
/** Milliseconds after the end of a stall in which it catches up. */
const RECOVERY = 4_000;

export class SimulatedElement {
  readonly duration: number;
  muted = false;
  volume = 1;
  ended = false;
  paused = true;
  seeks = 0;
  readonly #nature: Nature;
  readonly #random: () => number;
  #seconds = 0;
  #rate = 1;
  /** Milliseconds for which its time stands still, and why. */
  #still = 0;
  #seeking = false;
  #stalled = false;
  #recovering = 0;

  /** `random`: numbers in [0, 1). */
  constructor(duration: number, nature: Nature, random: () => number) {
    this.duration = duration;
    this.#nature = nature;
    this.#random = random;
  }

  get currentTime(): number {
    const { grain } = this.#nature;
    return grain > 0 && !this.paused ? Math.floor(this.#seconds / grain) * grain : this.#seconds;
  }

  set currentTime(seconds: number) {
    this.#seconds = Math.max(0, Math.min(seconds, this.duration));
    this.seeks += 1;
    this.ended = false;
    this.#seeking = true;
    this.#still = this.#within(this.#nature.seek);
  }

  get playbackRate(): number {
    return this.#rate;
  }

  set playbackRate(rate: number) {
    const changes = (this.#rate === 1) !== (rate === 1);
    if (changes && !this.paused) this.#seconds = Math.max(0, this.#seconds - this.#nature.stretchLoss);
    this.#rate = rate;
  }

  get seeking(): boolean {
    return this.#seeking;
  }

  get readyState(): number {
    return this.#stalled ? STALLED : READY;
  }

  /** True in a stall and while it makes up for it. */
  get disturbed(): boolean {
    return this.#stalled || this.#recovering > 0;
  }

  /** Where its pictures are: its time without the grain. */
  get position(): number {
    return this.#seconds;
  }

  play(): Promise<void> {
    if (this.paused) this.#still = Math.max(this.#still, this.#within(this.#nature.start));
    this.paused = false;
    return Promise.resolve();
  }

  pause(): void {
    this.paused = true;
  }

  /** Lets `millis` of the page's time pass. */
  pass(millis: number): void {
    const still = Math.min(millis, this.#still);
    this.#still -= still;
    this.#recovering = Math.max(0, this.#recovering - millis);
    if (this.#still === 0) {
      this.#seeking = false;
      if (this.#stalled) this.#recovering = RECOVERY;
      this.#stalled = false;
    }
    if (this.paused || this.#seeking) return;
    const passed = ((millis - still) / 1_000) * (1 + this.#nature.skew);
    this.#seconds = Math.min(this.duration, this.#seconds + passed * this.#rate);
    this.ended = this.#seconds >= this.duration;
    if (this.#still === 0 && this.#random() < millis / 1_000 / this.#nature.stallEvery) {
      this.#still = this.#within(this.#nature.stall);
      this.#stalled = true;
    }
  }

  #within([least, most]: Span): number {
    return least + (most - least) * this.#random();
  }
}
