/** Reads unified diffs as git writes them, and applies them to a text, in either direction. Strict, and pure. */
import { TraceError } from '../base/errors.ts';
import { append } from '../base/long-lists.ts';
import { atOnce, SLICE } from '../base/slices.ts';

export interface DiffLine {
  readonly kind: 'context' | 'removed' | 'added';
  /** With its line feed; without one where the file ends without one. */
  readonly text: string;
}

export interface DiffHunk {
  /** Lines from 1; where the count is 0, the line after which the hunk stands. */
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
  /** What git found above it, a function's first line for example; '' for nothing. */
  readonly heading: string;
  readonly lines: readonly DiffLine[];
}

/** What a diff says of one file. */
export interface FileDiff {
  /** undefined: the file did not exist. */
  readonly oldPath: string | undefined;
  /** undefined: the file no longer exists. */
  readonly newPath: string | undefined;
  readonly binary: boolean;
  /** It was made from the other, which stays. */
  readonly copied: boolean;
  /** As git writes them (100644, 100755: can be run, 120000: a link); undefined: not told. */
  readonly oldMode: string | undefined;
  readonly newMode: string | undefined;
  readonly hunks: readonly DiffHunk[];
}

/** `reverse` makes the old text of the new one. */
export type Direction = 'forward' | 'reverse';

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@(.*)/;
const NULL_PATH = '/dev/null';
/** Lines that are read before others may get their turn, and the rest of a hunk: a millisecond's work or two. */
const LINES = 4_096;

/** The files of a diff. `path` names it in errors. Throws `format-broken`. */
export function parseDiff(diff: string, path: string): readonly FileDiff[] {
  return atOnce(readDiff(diff, path));
}

/** `parseDiff` of a large diff: yields, so that the work can be sliced. */
export function* readDiff(diff: string, path: string): Generator<undefined, readonly FileDiff[]> {
  const lines: string[] = [];
  let start = 0;
  for (let end = diff.indexOf('\n'); end >= 0; end = diff.indexOf('\n', start)) {
    lines.push(diff.slice(start, end));
    start = end + 1;
    if (lines.length % SLICE === 0) yield;
  }
  lines.push(diff.slice(start));
  return yield* new DiffReader(lines, path).read();
}

/**
 * `text` with the hunks of `file` applied. Throws `format-broken` where a line is not what the diff says it is: a text
 * that does not fit is not patched by guesswork.
 */
export function applyDiff(text: string, file: FileDiff, direction: Direction, path: string): string {
  const reverse = direction === 'reverse';
  const result: string[] = [];
  // Lines before `at`, where the next one begins. What no hunk is about is not taken apart: it may be nearly all.
  let [next, at] = [0, 0];
  for (const hunk of file.hunks) {
    const start = reverse ? hunk.newStart : hunk.oldStart;
    const count = reverse ? hunk.newCount : hunk.oldCount;
    const from = count === 0 ? start : start - 1;
    const kept = at;
    for (; next < from && at < text.length; next += 1) at = lineEnd(text, at);
    if (next !== from) throw broken(path, `it has a hunk at line ${start}, where there is no place for it`);
    result.push(text.slice(kept, at));
    for (const line of hunk.lines) {
      if (line.kind === (reverse ? 'removed' : 'added')) {
        result.push(line.text);
        continue;
      }
      const end = lineEnd(text, at);
      if (at === text.length || text.slice(at, end) !== line.text)
        throw broken(path, `line ${next + 1} of the file is not the one it names`);
      if (line.kind === 'context') result.push(line.text);
      next += 1;
      at = end;
    }
  }
  result.push(text.slice(at));
  return result.join('');
}

/** After the line feed of the line at `start`, or at the end of the text. */
function lineEnd(text: string, start: number): number {
  const found = text.indexOf('\n', start);
  return found < 0 ? text.length : found + 1;
}

/** The lines of a text, each with its line feed. */
export function linesOf(text: string): readonly string[] {
  const lines: string[] = [];
  let start = 0;
  // Ten times as fast as a split by an expression, which matters for tens of thousands of lines.
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    lines.push(text.slice(start, end + 1));
    start = end + 1;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}

function broken(path: string, reason: string): TraceError {
  return new TraceError('format-broken', { path, format: 'a unified diff', reason });
}

interface Header {
  oldPath: string | undefined;
  newPath: string | undefined;
  binary: boolean;
  copied: boolean;
  oldMode: string | undefined;
  newMode: string | undefined;
  readonly hunks: DiffHunk[];
}

function newHeader(oldPath: string | undefined, newPath: string | undefined): Header {
  return {
    oldPath,
    newPath,
    binary: false,
    copied: false,
    oldMode: undefined,
    newMode: undefined,
    hunks: [],
  };
}

class DiffReader {
  readonly #lines: readonly string[];
  readonly #path: string;
  readonly #files: Header[] = [];
  #at = 0;

  /** `lines`: without their line feeds; the last is what stands after the last of those. */
  constructor(lines: readonly string[], path: string) {
    this.#lines = lines;
    this.#path = path;
  }

  *read(): Generator<undefined, readonly FileDiff[]> {
    for (let next = LINES; this.#at < this.#lines.length;) {
      this.#readLine(this.#lines[this.#at] ?? '');
      if (this.#at < next) continue;
      yield;
      next = this.#at + LINES;
    }
    return this.#files;
  }

  #readLine(line: string): void {
    const last = this.#files.at(-1);
    if (line.startsWith('diff --git ')) this.#files.push(headerOf(line));
    else if (line.startsWith('--- ') && this.#lines[this.#at + 1]?.startsWith('+++ ')) this.#readPaths(last);
    else if (line.startsWith('@@ ')) this.#readHunk(line, last);
    else if (last) readExtended(line, last);
    else if (line.trim() !== '') throw broken(this.#path, `line ${this.#at + 1} belongs to no file`);
    this.#at += 1;
  }

  /** The `---` and `+++` lines; without a `diff --git` line before them they begin a file. */
  #readPaths(last: Header | undefined): void {
    const oldPath = pathIn(this.#lines[this.#at] ?? '', 'a/');
    this.#at += 1;
    const newPath = pathIn(this.#lines[this.#at] ?? '', 'b/');
    if (!last || last.hunks.length > 0) this.#files.push(newHeader(oldPath, newPath));
    else Object.assign(last, { oldPath, newPath });
  }

  #readHunk(line: string, file: Header | undefined): void {
    const match = HUNK.exec(line);
    if (!match || !file) throw broken(this.#path, `line ${this.#at + 1} is no hunk of a file`);
    const [oldStart = 0, oldCount = 1, newStart = 0, newCount = 1] = match
      .slice(1, 5)
      .map((digits: string | undefined) => (digits === undefined ? undefined : Number(digits)));
    const heading = (match[5] ?? '').trim();
    const lines: DiffLine[] = [];
    let [oldLeft, newLeft] = [oldCount, newCount];
    while (oldLeft > 0 || newLeft > 0) {
      this.#at += 1;
      const next = this.#readHunkLine();
      if (next.kind !== 'added') oldLeft -= 1;
      if (next.kind !== 'removed') newLeft -= 1;
      if (oldLeft < 0 || newLeft < 0)
        throw broken(this.#path, `line ${this.#at + 1} is one too many for its hunk`);
      lines.push(next);
    }
    file.hunks.push({ oldStart, oldCount, newStart, newCount, heading, lines });
  }

  #readHunkLine(): DiffLine {
    const line = this.#lines[this.#at];
    // The last piece of the split is what stands after the last line feed, and no line.
    if (line === undefined || (line === '' && this.#at === this.#lines.length - 1))
      throw broken(this.#path, 'it ends in the middle of a hunk');
    const kind = KINDS.get(line.charAt(0));
    if (!kind) throw broken(this.#path, `line ${this.#at + 1} is no line of a hunk`);
    const unended = this.#lines[this.#at + 1]?.startsWith('\\ ') ?? false;
    if (unended) this.#at += 1;
    return { kind, text: unended ? line.slice(1) : `${line.slice(1)}\n` };
  }
}

const KINDS = new Map<string, DiffLine['kind']>([
  [' ', 'context'],
  // Some tools drop the blank of an empty line.
  ['', 'context'],
  ['-', 'removed'],
  ['+', 'added'],
]);

/** The header of `diff --git a/x b/x`: what a diff without hunks has for its paths, where nothing else names them. */
function headerOf(line: string): Header {
  const names = line.slice('diff --git '.length);
  const [, quotedOld, quotedNew] = /^("(?:[^"\\]|\\.)*") ("(?:[^"\\]|\\.)*")$/.exec(names) ?? [];
  // Without quotes nothing ends the first name; unless the file was renamed, both are the same.
  const half = (names.length - 1) / 2;
  const [oldName, newName] = [quotedOld ?? names.slice(0, half), quotedNew ?? names.slice(half + 1)];
  return newHeader(bare(oldName, 'a/'), bare(newName, 'b/'));
}

/** What git says of a file between its names and its hunks: the beginning of a line, and what the rest means. */
const EXTENDED: readonly (readonly [string, (rest: string, file: Header) => void])[] = [
  ['new file mode ', (rest, file) => Object.assign(file, { oldPath: undefined, newMode: rest })],
  ['deleted file mode ', (rest, file) => Object.assign(file, { newPath: undefined, oldMode: rest })],
  ['old mode ', (rest, file) => Object.assign(file, { oldMode: rest })],
  ['new mode ', (rest, file) => Object.assign(file, { newMode: rest })],
  ['rename from ', (rest, file) => Object.assign(file, { oldPath: bare(rest, '') })],
  ['rename to ', (rest, file) => Object.assign(file, { newPath: bare(rest, '') })],
  ['copy from ', (rest, file) => Object.assign(file, { oldPath: bare(rest, ''), copied: true })],
  ['copy to ', (rest, file) => Object.assign(file, { newPath: bare(rest, ''), copied: true })],
  ['Binary files ', (_, file) => Object.assign(file, { binary: true })],
  ['GIT binary patch', (_, file) => Object.assign(file, { binary: true })],
];

function readExtended(line: string, file: Header): void {
  for (const [start, read] of EXTENDED)
    if (line.startsWith(start)) read(line.slice(start.length).replace(/\r$/, ''), file);
}

/** The path of a `---` or `+++` line; a tab ends it, as GNU diff puts a time after it. */
function pathIn(line: string, prefix: string): string | undefined {
  const name = line.slice(4).replace(/\t.*$/, '').replace(/\r$/, '');
  return name === NULL_PATH ? undefined : bare(name, prefix);
}

/** A name without git's quotes and prefix. */
function bare(name: string, prefix: string): string {
  const path = name.startsWith('"') ? unquote(name) : name;
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

const ESCAPES: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  '\\': 92,
};

/** git quotes as C does, with the bytes of UTF-8 in octal. */
function unquote(name: string): string {
  const bytes: number[] = [];
  for (const [piece, octal, escaped] of name.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|[^\\]+/gs)) {
    if (octal !== undefined) bytes.push(parseInt(octal, 8));
    else if (escaped !== undefined) bytes.push(ESCAPES[escaped] ?? escaped.charCodeAt(0));
    else append(bytes, new TextEncoder().encode(piece));
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}
