/** A file of the workspace as it is worked on: its lines, and which of them are those of the base commit. */
import type { TextChange } from '../../src/schema/generated/types.ts';

/** In place of a line's number in the base: it is new. */
const NEW = -1;
/** Lines around a change in a diff. */
const CONTEXT = 3;

export class WorkFile {
  path: string;
  /** At the base commit; undefined: it was not there. */
  readonly basePath: string | undefined;
  readonly #base: readonly string[];
  readonly #lines: string[];
  readonly #origins: number[];
  /** Where it was worked on last. */
  place = 0;
  saved = false;

  /** `base`: its lines at the base commit, each ended by a newline in the file; undefined for a new file. */
  constructor(path: string, base: readonly string[] | undefined) {
    this.path = path;
    this.basePath = base ? path : undefined;
    this.#base = base ?? [];
    this.#lines = [...this.#base];
    this.#origins = this.#base.map((_, index) => index);
  }

  get length(): number {
    return this.#lines.length;
  }

  get text(): string {
    return this.#lines.length === 0 ? '' : `${this.#lines.join('\n')}\n`;
  }

  /** Puts a line in front of line `at` (from 0, at most `length`). */
  insert(at: number, line: string): TextChange {
    this.#lines.splice(at, 0, line);
    this.#origins.splice(at, 0, NEW);
    this.place = at;
    return { start: { line: at, character: 0 }, end: { line: at, character: 0 }, text: `${line}\n` };
  }

  /** Puts `text` in the place of `count` characters of a line, from `character` on; of fewer where it ends. */
  retype(at: number, character: number, count: number, text: string): TextChange {
    const line = this.#lines[at] ?? '';
    const from = Math.min(character, line.length);
    const to = Math.min(line.length, from + count);
    this.#lines[at] = line.slice(0, from) + text + line.slice(to);
    this.#origins[at] = NEW;
    this.place = at;
    return { start: { line: at, character: from }, end: { line: at, character: to }, text };
  }

  remove(at: number, count: number): TextChange {
    this.#lines.splice(at, count);
    this.#origins.splice(at, count);
    this.place = Math.max(0, Math.min(at, this.#lines.length - 1));
    return { start: { line: at, character: 0 }, end: { line: at + count, character: 0 }, text: '' };
  }

  lineLength(at: number): number {
    return this.#lines[at]?.length ?? 0;
  }

  /** The unified git diff against the base commit; empty where there is none. `deleted`: it is gone. */
  diff(deleted = false): string {
    const hunks = hunksOf(this.#base, deleted ? [] : this.#lines, deleted ? [] : this.#origins);
    const moved = this.basePath !== undefined && this.basePath !== this.path && !deleted;
    if (hunks.length === 0 && !moved) return '';
    const [before, after] = [this.basePath ?? this.path, this.path];
    const head = [`diff --git a/${before} b/${after}`];
    if (this.basePath === undefined) head.push('new file mode 100644');
    if (deleted) head.push('deleted file mode 100644');
    if (moved) head.push('similarity index 90%', `rename from ${before}`, `rename to ${after}`);
    if (hunks.length > 0)
      head.push(
        `--- ${this.basePath === undefined ? '/dev/null' : `a/${before}`}`,
        `+++ ${deleted ? '/dev/null' : `b/${after}`}`,
      );
    return `${[...head, ...hunks].join('\n')}\n`;
  }
}

interface Row {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

/** The lines of all hunks. */
function hunksOf(
  base: readonly string[],
  lines: readonly string[],
  origins: readonly number[],
): readonly string[] {
  const rows: Row[] = [];
  let old = 0;
  const removeUntil = (end: number): void => {
    for (; old < end; old += 1) rows.push({ sign: '-', text: base[old] ?? '' });
  };
  lines.forEach((text, index) => {
    const origin = origins[index] ?? NEW;
    if (origin === NEW) rows.push({ sign: '+', text });
    else {
      removeUntil(origin);
      rows.push({ sign: ' ', text });
      old = origin + 1;
    }
  });
  removeUntil(base.length);
  return written(rows);
}

function written(rows: readonly Row[]): readonly string[] {
  const out: string[] = [];
  let oldLine = 1;
  let newLine = 1;
  let at = 0;
  while (at < rows.length) {
    const first = rows.findIndex(({ sign }, index) => index >= at && sign !== ' ');
    if (first === -1) break;
    const from = Math.max(at, first - CONTEXT);
    let end = first;
    for (let index = first, kept = 0; index < rows.length && kept <= 2 * CONTEXT; index += 1) {
      kept = rows[index]?.sign === ' ' ? kept + 1 : 0;
      if (kept === 0) end = index + 1;
    }
    end = Math.min(rows.length, end + CONTEXT);
    oldLine += from - at;
    newLine += from - at;
    const hunk = rows.slice(from, end);
    const oldCount = hunk.filter(({ sign }) => sign !== '+').length;
    const newCount = hunk.filter(({ sign }) => sign !== '-').length;
    out.push(`@@ -${range(oldLine, oldCount)} +${range(newLine, newCount)} @@`);
    for (const { sign, text } of hunk) out.push(sign + text);
    oldLine += oldCount;
    newLine += newCount;
    at = end;
  }
  return out;
}

/** A range of no lines names the line before it. */
function range(line: number, count: number): string {
  return `${count === 0 ? line - 1 : line},${count}`;
}
