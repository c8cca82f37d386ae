import type { Problem } from './errors.ts';

/** The problems of one trace, in the order in which they were found. Listeners are told after each change. */
export class ProblemLog {
  /** By what each says, in order: a bundle may have tens of thousands. */
  #problems = new Map<string, Problem>();
  #snapshot: readonly Problem[] | undefined;
  readonly #listeners = new Set<() => void>();

  /** A new array after each change, so that it can serve as a snapshot. */
  get all(): readonly Problem[] {
    return (this.#snapshot ??= [...this.#problems.values()]);
  }

  /** Adds a problem, unless the very same one stands there already. */
  readonly add = (problem: Problem): void => this.replace(undefined, problem);

  /** Adds a problem as `add` does, in place of one that said less. */
  readonly replace = (before: Problem | undefined, problem: Problem): void => {
    const key = JSON.stringify(problem);
    if (this.#problems.has(key)) return;
    const old = before && JSON.stringify(before);
    if (old !== undefined && this.#problems.has(old))
      this.#problems = new Map(
        [...this.#problems].map((entry) => (entry[0] === old ? [key, problem] : entry)),
      );
    else this.#problems.set(key, problem);
    this.#changed();
  };

  /** Takes problems back that no longer are any. */
  readonly withdraw = (problems: readonly Problem[]): void => {
    const gone = problems.filter((problem) => this.#problems.delete(JSON.stringify(problem)));
    if (gone.length > 0) this.#changed();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #changed(): void {
    this.#snapshot = undefined;
    for (const listener of this.#listeners) listener();
  }
}
