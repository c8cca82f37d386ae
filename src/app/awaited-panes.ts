import type { Clock } from '../timeline/clock.ts';
import { THE_PANES } from './first-picture.ts';

/** Holds the clock of a new session until the panes that are on screen are in their places, and hold for themselves. */
export class AwaitedPanes {
  readonly #release: () => void;
  readonly #mounted = new Set<string>();
  #onScreen: (() => readonly string[]) | undefined;

  constructor(clock: Pick<Clock, 'hold'>) {
    this.#release = clock.hold(THE_PANES);
  }

  /** `onScreen`: ids of those that are waited for. Before it is told, nobody knows. */
  expect(onScreen: () => readonly string[]): void {
    this.#onScreen = onScreen;
    this.look();
  }

  /** A pane is in its place. */
  mounted(id: string): void {
    this.#mounted.add(id);
    this.look();
  }

  /** To be called when others may be on screen. */
  look(): void {
    if (this.#onScreen?.().every((id) => this.#mounted.has(id))) this.#release();
  }
}
