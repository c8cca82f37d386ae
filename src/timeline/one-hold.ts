import type { Clock } from './clock.ts';

/** A hold of the clock that is there or not. */
export class OneHold {
  readonly #clock: Clock;
  readonly #holder: string;
  #release: (() => void) | undefined;

  constructor(clock: Clock, holder: string) {
    this.#clock = clock;
    this.#holder = holder;
  }

  get held(): boolean {
    return this.#release !== undefined;
  }

  set(needed: boolean): void {
    if (needed) this.#release ??= this.#clock.hold(this.#holder);
    else {
      this.#release?.();
      this.#release = undefined;
    }
  }
}
