import type { Problem } from './errors.ts';

/** The problems of one trace, in the order in which they were found. Listeners are told after each change. */
export class ProblemLog {
  #problems: readonly Problem[] = [];
  readonly #listeners = new Set<() => void>();

  /** A new array after each change, so that it can serve as a snapshot. */
  get all(): readonly Problem[] {
    return this.#problems;
  }

  /** Adds a problem, unless the very same one stands there already. */
  readonly add = (problem: Problem): void => this.replace(undefined, problem);

  /** Adds a problem as `add` does, in place of one that said less. */
  readonly replace = (before: Problem | undefined, problem: Problem): void => {
    const key = JSON.stringify(problem);
    if (this.#problems.some((other) => JSON.stringify(other) === key)) return;
    const place = before ? this.#problems.indexOf(before) : -1;
    this.#problems = place < 0 ? [...this.#problems, problem] : this.#problems.with(place, problem);
    for (const listener of this.#listeners) listener();
  };

  /** Takes problems back that no longer are any. */
  readonly withdraw = (problems: readonly Problem[]): void => {
    const keys = new Set(problems.map((problem) => JSON.stringify(problem)));
    const left = this.#problems.filter((problem) => !keys.has(JSON.stringify(problem)));
    if (left.length === this.#problems.length) return;
    this.#problems = left;
    for (const listener of this.#listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
