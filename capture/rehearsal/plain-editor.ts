import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Makes the edits of a scenario in the files; what is not saved yet is kept apart, as in an editor. */
export class PlainEditor {
  readonly #root: string;
  readonly #open: ReadonlyMap<string, string>;
  readonly #unsaved = new Map<string, string[]>();

  /** `files` stand open: absolute, or relative to the root. */
  constructor(root: string, files: readonly string[]) {
    this.#root = root;
    this.#open = new Map(
      files.map((file) => [basename(file), file.startsWith('/') ? file : join(root, file)]),
    );
  }

  open(file: string): Promise<void> {
    const path = this.#open.get(basename(file));
    if (path === undefined || !existsSync(path))
      return Promise.reject(new Error(`${file} does not stand open in the editor`));
    return Promise.resolve();
  }

  goTo(file: string, line: number): Promise<void> {
    return this.#edit(file, line, line, (lines) => lines);
  }

  select(file: string, from: number, to: number): Promise<void> {
    return this.#edit(file, from, to, (lines) => lines);
  }

  point(): Promise<void> {
    return Promise.resolve();
  }

  replaceLines(file: string, from: number, to: number, text: string): Promise<void> {
    return this.#edit(file, from, to, (lines) =>
      lines.toSpliced(from - 1, to - from + 1, ...text.split('\n')),
    );
  }

  insertAfter(file: string, line: number, text: string): Promise<void> {
    return this.#edit(file, line, line, (lines) => lines.toSpliced(line, 0, ...text.split('\n')));
  }

  save(file: string, expected: string): Promise<void> {
    const text = this.#lines(file).join('\n');
    if (!text.includes(expected))
      return Promise.reject(new Error(`${file} does not hold what it should when it is saved`));
    writeFileSync(join(this.#root, file), text);
    this.#unsaved.delete(file);
    return Promise.resolve();
  }

  async #edit(file: string, from: number, to: number, change: (lines: string[]) => string[]): Promise<void> {
    await this.open(file);
    const lines = this.#lines(file);
    // After the last line break there is a line to go to, and none to change.
    if (from < 1 || to < from || to >= lines.length) throw new Error(`${file} has no lines ${from} to ${to}`);
    this.#unsaved.set(file, change(lines));
  }

  #lines(file: string): string[] {
    return this.#unsaved.get(file) ?? readFileSync(join(this.#root, file), 'utf8').split('\n');
  }
}
