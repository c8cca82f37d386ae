import type { Problem } from '../base/errors.ts';
import { mayBeObject } from '../base/json.ts';
import { checkRecord, type Validator } from '../schema/check.ts';
import { LineBlocks, MAX_LINE } from './line-blocks.ts';

/** Lists and objects in each other; deeper ones would break whoever goes through them. */
const MAX_DEPTH = 500;

const NEWLINE = 10;

/** One line of a file. */
export interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** It is the last, and no newline ends it: a crash may have torn it. */
  readonly torn: boolean;
}

/**
 * The records of JSON Lines, one line after the other. A broken line or a record that breaks its schema is left out and
 * reported, once a kind with the first line number and the count; a torn last line, as a crash leaves it, is only a
 * warning. `newer`: the bundle follows a newer minor version, whose unknown types of record are left out and counted.
 */
export class RecordLines<T> {
  readonly #path: string;
  readonly #validate: Validator;
  readonly #newer: boolean;
  readonly #maxLine: number;
  readonly #broken = new FirstAndCount();
  readonly #invalid = new FirstAndCount();
  readonly #drift = new Set<string>();
  #torn: number | undefined;
  #blank = true;

  /** `maxLine`: in characters; longer lines are refused. */
  constructor(path: string, validate: Validator, newer: boolean, maxLine = MAX_LINE) {
    this.#path = path;
    this.#validate = validate;
    this.#newer = newer;
    this.#maxLine = maxLine;
  }

  /** True as long as no line had anything on it. */
  get blank(): boolean {
    return this.#blank;
  }

  /** The record of a line; undefined for one that is blank or left out. */
  read(line: Line): T | undefined {
    const { text, number } = line;
    if (text.trim() === '') return undefined;
    this.#blank = false;
    const unread = whyUnread(text, this.#maxLine);
    if (unread !== undefined) {
      this.#leaveOut(line, unread);
      return undefined;
    }
    let value: unknown;
    try {
      value = parseLine(text);
    } catch (error) {
      this.#leaveOut(line, (error as SyntaxError).message);
      return undefined;
    }
    const { violations, unknown } = checkRecord(this.#validate, value, this.#newer);
    for (const pointer of unknown) this.#drift.add(pointer);
    const [first] = violations;
    if (!first) return value as T;
    if (first.keyword === 'discriminator' && this.#newer)
      this.#drift.add(`type ${String((value as { type?: unknown }).type)}`);
    else this.#invalid.add(number, `${first.pointer || 'the record'} ${first.reason}`);
    return undefined;
  }

  #leaveOut({ number, torn }: Line, reason: string): void {
    if (torn) this.#torn = number;
    else this.#broken.add(number, reason);
  }

  /** What was wrong with the lines so far. */
  problems(): readonly Problem[] {
    const path = this.#path;
    const problems: Problem[] = [];
    if (this.#torn !== undefined)
      problems.push({ severity: 'warning', code: 'last-line-torn', details: { path, line: this.#torn } });
    for (const [code, { first, count }] of [
      ['line-broken', this.#broken],
      ['record-invalid', this.#invalid],
    ] as const)
      if (first) problems.push({ severity: 'error', code, details: { path, ...first, count } });
    if (this.#drift.size > 0) {
      const details = { where: path, count: this.#drift.size, examples: [...this.#drift].slice(0, 5) };
      problems.push({ severity: 'info', code: 'unknown-fields', details });
    }
    return problems;
  }
}

/**
 * The lines of a file that comes in pieces, in batches: those that a piece ends. A byte order mark is left out. Of lines
 * longer than `maxLine` characters the end may be missing.
 */
export async function* linesOf(
  pieces: AsyncIterable<Uint8Array>,
  maxLine = MAX_LINE,
): AsyncGenerator<readonly Line[], void> {
  const blocks = new LineBlocks(maxLine);
  const reader = new LineReader();
  for await (const piece of pieces) {
    const lines: Line[] = [];
    for (const block of blocks.push(piece)) {
      for (let start = 0; start < block.length;) {
        const end = block.indexOf(NEWLINE, start);
        lines.push(reader.line(block, start, end));
        start = end + 1;
      }
    }
    yield lines;
  }
  const last = blocks.end();
  if (last.length > 0) yield [reader.line(last, 0, last.length, true)];
}

/** Counts lines, and makes strings of them. */
export class LineReader {
  // A mark in front of a later line is none of the file's.
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  /** Lines so far. */
  count = 0;

  /** The next line, which is the bytes [start, end). */
  line(bytes: Uint8Array, start: number, end: number, torn = false): Line {
    this.count += 1;
    const text = this.#decoder.decode(bytes.subarray(start, end));
    return {
      // Twice, where what wrote the file took the mark of another one for text.
      text: this.count === 1 ? text.replace(/^\uFEFF{1,2}/, '') : text,
      number: this.count,
      torn,
    };
  }
}

/** Why a line is not even parsed; undefined: it is. */
function whyUnread(text: string, maxLine: number): string | undefined {
  if (text.length > maxLine) return `the line is longer than ${maxLine / 1024 ** 2} MiB`;
  return mayBeObject(text) ? undefined : 'it is no JSON object';
}

/** Throws a SyntaxError. */
function parseLine(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (mayBeDeep(text) && isDeep(value))
    throw new SyntaxError(`it is nested more than ${MAX_DEPTH} times deep`);
  return value;
}

/** False where there are too few brackets for it; those in strings count too. */
function mayBeDeep(text: string): boolean {
  let open = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    // [ and {
    if (char === 0x5b || char === 0x7b) open += 1;
  }
  return open > MAX_DEPTH;
}

function isDeep(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? (Object.values(item) as unknown[]) : [],
    );
  }
  return false;
}

class FirstAndCount {
  first: { readonly line: number; readonly reason: string } | undefined;
  count = 0;

  add(line: number, reason: string): void {
    this.first ??= { line, reason };
    this.count += 1;
  }
}
