import type { Problem } from '../base/errors.ts';

/** Lines of a file that are left out, as one problem that names the first. */
export class BrokenLines {
  readonly #path: string;
  #first: { readonly line: number; readonly reason: string } | undefined;
  #count = 0;

  constructor(path: string) {
    this.#path = path;
  }

  add(line: number, reason: string): void {
    this.#first ??= { line, reason };
    this.#count += 1;
  }

  problems(): readonly Problem[] {
    if (!this.#first) return [];
    return [
      {
        severity: 'warning',
        code: 'line-broken',
        details: { path: this.#path, ...this.#first, count: this.#count },
      },
    ];
  }
}
