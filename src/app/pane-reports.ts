import type { PaneReport } from '../panes/pane.tsx';

/** What each pane says it shows, by pane id. */
export class PaneReports {
  #all: Readonly<Record<string, PaneReport>> = {};
  readonly #listeners = new Set<() => void>();

  /** A new object after each change, so that it can serve as a snapshot. */
  get all(): Readonly<Record<string, PaneReport>> {
    return this.#all;
  }

  set(id: string, report: PaneReport): void {
    if (JSON.stringify(this.#all[id]) === JSON.stringify(report)) return;
    this.#all = { ...this.#all, [id]: report };
    this.#tell();
  }

  /** The pane is gone. */
  remove(id: string): void {
    this.#all = Object.fromEntries(Object.entries(this.#all).filter(([other]) => other !== id));
    this.#tell();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
