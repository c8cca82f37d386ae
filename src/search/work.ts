/** Long work, in turns between which a worker can answer. */
import { nextTurn } from '../base/pause.ts';

/** Work that may be interrupted wherever it yields. */
export type Work<R = void> = Generator<unknown, R>;

/** Longest turn, in milliseconds. */
const TURN = 12;

/** The turns of long work that is not made of steps. */
export class Turns {
  readonly #signal: AbortSignal | undefined;
  #started = performance.now();

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  get isOver(): boolean {
    return this.now() - this.#started >= TURN;
  }

  /** Milliseconds. */
  now(): number {
    return performance.now();
  }

  /** Resolves once others had their turn. */
  async breathe(): Promise<void> {
    await nextTurn();
    this.#started = this.now();
  }

  /** The same; rejects with the signal's reason once that is aborted. */
  async next(): Promise<void> {
    await this.breathe();
    this.#signal?.throwIfAborted();
  }
}

/** Runs `work` to its end. Rejects with the signal's reason once that is aborted. */
export async function inTurns<R>(work: Work<R>, signal?: AbortSignal): Promise<R> {
  const turns = new Turns(signal);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (turns.isOver) await turns.next();
  }
}

/** Items between two moments at which the work can be interrupted. */
const SLICE = 1_024;

/** Takes each of many items. */
export function* each<T>(items: readonly T[], take: (item: T) => void): Work {
  for (const [index, item] of items.entries()) {
    take(item);
    if (index % SLICE === SLICE - 1) yield;
  }
}
