/** What becomes of an element's pictures: shown at refreshes of the screen, told to the page some time later. */
import type { FrameTable } from '../../src/trace/frame-table.ts';
import type { SimulatedElement } from './element.ts';

/** Milliseconds between two new pictures, at least: a decoder that plays fast leaves the others out. */
const LEAST_GAP = 30;
const REFRESH = 1_000 / 60;
/** Milliseconds by which a refresh comes early or late. */
const JITTER = 1.5;

/** A picture, and when it was handed to the screen in milliseconds of wall time. */
interface ShownPicture {
  /** Media time in seconds. */
  readonly seconds: number;
  readonly at: number;
}

export class SimulatedCompositor {
  readonly #element: SimulatedElement;
  readonly #frames: FrameTable;
  readonly #random: () => number;
  #next = 0;
  #shown: ShownPicture | undefined;
  #told: ShownPicture | undefined;

  constructor(element: SimulatedElement, frames: FrameTable, random: () => number) {
    this.#element = element;
    this.#frames = frames;
    this.#random = random;
  }

  get shown(): ShownPicture | undefined {
    return this.#shown;
  }

  /** Lets time pass from `from` to `to`, in milliseconds of wall time. */
  pass(from: number, to: number): void {
    let at = from;
    while (this.#next <= to) {
      const refresh = Math.max(at, this.#next);
      this.#element.pass(refresh - at);
      at = refresh;
      this.#refresh(at);
      this.#next += REFRESH;
    }
    this.#element.pass(to - at);
  }

  /** The newest picture that the page has not been told of. */
  take(): ShownPicture | undefined {
    const picture = this.#shown === this.#told ? undefined : this.#shown;
    this.#told = this.#shown;
    return picture;
  }

  #refresh(due: number): void {
    const { seeking, position, playbackRate } = this.#element;
    if (seeking) return;
    const at = due + (this.#random() - 0.5) * 2 * JITTER;
    const seconds = this.#frames.mediaTime(Math.max(0, this.#frames.indexAtMedia(position)));
    const early = playbackRate > 2 && at - (this.#shown?.at ?? -Infinity) < LEAST_GAP - JITTER;
    if (seconds !== this.#shown?.seconds && !early) this.#shown = { seconds, at };
  }
}
