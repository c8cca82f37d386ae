/**
 * asciicast v1, v2 and v3 (https://docs.asciinema.org/manual/asciicast/), read as it comes. Pure; times stay native, in
 * seconds from the recording's start.
 */
import { TraceError, type Problem } from '../base/errors.ts';
import { joined } from '../base/joined.ts';
import { BrokenLines } from './broken-lines.ts';
import { isNoSize, isSize, noSize, parseResize } from './cast-size.ts';
import { CastTexts } from './cast-texts.ts';
import type { GridSize } from './emulator/emulator.ts';

/** The kinds of chunks; a column holds their places in this list. */
export const CHUNK_KINDS = ['output', 'input', 'resize', 'marker', 'exit'] as const;
export type ChunkKind = (typeof CHUNK_KINDS)[number];

/** A size that a terminal took. */
export interface CastResize extends GridSize {
  /** Index of the chunk. */
  readonly chunk: number;
}

/** A recording without its texts: a value a chunk in each column, in the order of the file. */
export interface CastColumns {
  readonly version: 1 | 2 | 3;
  /** Size at the start, in cells. */
  readonly cols: number;
  readonly rows: number;
  /** Seconds from the start of the recording. */
  readonly seconds: Float64Array<ArrayBuffer>;
  /** Places in `CHUNK_KINDS`. */
  readonly kinds: Uint8Array<ArrayBuffer>;
  /** UTF-16 units of each text. */
  readonly lengths: Uint32Array<ArrayBuffer>;
  /** Of chunks that are markers. */
  readonly labels: ReadonlyMap<number, string>;
  readonly resizes: readonly CastResize[];
  readonly problems: readonly Problem[];
}

export interface Cast {
  readonly columns: CastColumns;
  /** Written or typed text, `COLSxROWS`, a marker's label, or the exit status, by chunk. */
  readonly texts: CastTexts;
}

const CODES: Readonly<Record<string, ChunkKind>> = {
  o: 'output',
  i: 'input',
  r: 'resize',
  m: 'marker',
  x: 'exit',
};

const NEWLINE = 10;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Reads all of a recording at once. Throws as `CastReader.end` does. */
export function parseCast(bytes: Uint8Array, path: string): Cast {
  const reader = new CastReader(path);
  reader.push(bytes);
  return reader.end();
}

/** Reads a recording in pieces of any length. */
export class CastReader {
  readonly #path: string;
  readonly #broken: BrokenLines;
  /** What came and is not read yet: an open line, or all of it where the first line does not tell what it is. */
  #open: Uint8Array[] = [];
  #line = 0;
  #body: { readonly header: Header; readonly builder: CastBuilder; clock: number } | undefined;
  #isWhole = false;
  #isBlank = true;

  constructor(path: string) {
    this.#path = path;
    this.#broken = new BrokenLines(path);
  }

  /** Nothing but blanks came. */
  get isBlank(): boolean {
    return this.#isBlank;
  }

  /** Takes a piece, which is kept. */
  push(bytes: Uint8Array): void {
    this.#isBlank &&= bytes.every((byte) => byte <= 32);
    const end = this.#isWhole ? 0 : bytes.lastIndexOf(NEWLINE) + 1;
    if (end === 0) {
      if (bytes.length > 0) this.#open.push(bytes);
      return;
    }
    const lines = decoder.decode(joined([...this.#open, bytes.subarray(0, end - 1)])).split('\n');
    const before = this.#open;
    this.#open = end < bytes.length ? [bytes.subarray(end)] : [];
    for (const line of lines) {
      if (this.#line === 0 && !this.#begin(line)) {
        this.#isWhole = true;
        this.#open = [...before, bytes];
        return;
      }
      this.#take(line, false);
    }
  }

  /** Throws `format-broken` or `format-unsupported`; broken lines after the header are reported and left out. */
  end(): Cast {
    const rest = decoder.decode(joined(this.#open));
    this.#open = [];
    if (!this.#body) this.#begin(rest);
    if (!this.#body) return this.#endWhole(rest);
    this.#take(rest, true);
    return this.#body.builder.build(this.#body.header, this.#broken.problems());
  }

  /** Whether `line` is a header of lines, with which it is begun. */
  #begin(line: string): boolean {
    const header = parseObject(line.replace(/^\uFEFF/, ''));
    if (!header) return false;
    const read = readHeader(header, this.#path);
    if (read.version === 1) return false;
    this.#body = { header: read, builder: new CastBuilder(), clock: 0 };
    return true;
  }

  #endWhole(text: string): Cast {
    const header = parseObject(text.replace(/^\uFEFF/, ''));
    if (!header) {
      const reason = 'its first line is no JSON object';
      throw new TraceError('format-broken', { path: this.#path, format: 'asciicast', reason });
    }
    const builder = new CastBuilder();
    const read = readHeader(header, this.#path);
    let seconds = 0;
    const stdout = Array.isArray(header['stdout']) ? header['stdout'] : [];
    stdout.forEach((frame: unknown, index) => {
      const [delay, data] = Array.isArray(frame) ? (frame as readonly unknown[]) : [];
      if (!isTime(delay) || typeof data !== 'string')
        return this.#broken.add(index + 1, 'a frame is not [delay, text]');
      seconds += delay;
      builder.add(seconds, 'output', data);
    });
    return builder.build(read, this.#broken.problems());
  }

  #take(line: string, isLast: boolean): void {
    this.#line += 1;
    const body = this.#body;
    if (!body || this.#line === 1 || line.trim() === '') return;
    const isThird = body.header.version === 3;
    if (isThird && line.startsWith('#')) return;
    const event = parseArray(line);
    if (!event)
      return this.#broken.add(
        this.#line,
        isLast ? 'the file ends in the middle of it' : 'it is no JSON array',
      );
    const [time, code, data] = event;
    if (event.length < 3 || !isTime(time) || typeof code !== 'string' || typeof data !== 'string')
      return this.#broken.add(this.#line, 'it is not [time, code, text]');
    body.clock = isThird ? body.clock + time : time;
    const kind = CODES[code];
    if (kind === 'resize' && isNoSize(data)) return this.#broken.add(this.#line, noSize(data));
    // Codes that are not known are legal, and passed over.
    if (kind) body.builder.add(body.clock, kind, data);
  }
}

type Header = Pick<CastColumns, 'version' | 'cols' | 'rows'>;

function readHeader(header: Readonly<Record<string, unknown>>, path: string): Header {
  const { version } = header;
  switch (version) {
    case 1:
    case 2:
      return { version, ...size(header['width'], header['height'], path) };
    case 3: {
      const term = isRecord(header['term']) ? header['term'] : {};
      return { version, ...size(term['cols'], term['rows'], path) };
    }
    default:
      throw new TraceError('format-unsupported', {
        path,
        format: `asciicast version ${String(version)}`,
        supported: 'asciicast 1, 2 and 3',
      });
  }
}

/** Chunks in the making. */
export class CastBuilder {
  readonly #texts = new CastTexts();
  readonly #labels = new Map<number, string>();
  readonly #resizes: CastResize[] = [];
  #seconds = new Float64Array(1024);
  #kinds = new Uint8Array(1024);
  #lengths = new Uint32Array(1024);

  add(seconds: number, kind: ChunkKind, text: string): void {
    const chunk = this.#texts.length;
    if (chunk === this.#seconds.length) this.#resize(chunk * 2);
    this.#seconds[chunk] = seconds;
    this.#kinds[chunk] = CHUNK_KINDS.indexOf(kind);
    this.#lengths[chunk] = text.length;
    this.#texts.add(text, kind === 'output');
    if (kind === 'marker') this.#labels.set(chunk, text);
    const grid = kind === 'resize' ? parseResize(text) : undefined;
    if (grid) this.#resizes.push({ chunk, ...grid });
  }

  build(header: Header, problems: readonly Problem[]): Cast {
    this.#resize(this.#texts.length);
    this.#texts.trim();
    return {
      columns: {
        ...header,
        seconds: this.#seconds,
        kinds: this.#kinds,
        lengths: this.#lengths,
        labels: this.#labels,
        resizes: this.#resizes,
        problems,
      },
      texts: this.#texts,
    };
  }

  #resize(count: number): void {
    const resized = <T extends Float64Array | Uint8Array | Uint32Array>(from: T, to: T): T => {
      to.set(from.subarray(0, count));
      return to;
    };
    this.#seconds = resized(this.#seconds, new Float64Array(count));
    this.#kinds = resized(this.#kinds, new Uint8Array(count));
    this.#lengths = resized(this.#lengths, new Uint32Array(count));
  }
}

function size(cols: unknown, rows: unknown, path: string): GridSize {
  if (typeof cols === 'number' && typeof rows === 'number' && isSize(cols, rows)) return { cols, rows };
  const reason = noSize(`${String(cols)}×${String(rows)}`);
  throw new TraceError('format-broken', { path, format: 'asciicast', reason });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  const value = parseJson(text);
  return isRecord(value) ? value : undefined;
}

function parseArray(line: string): readonly unknown[] | undefined {
  // A parser that fails takes longer than a hundred such looks.
  const value = line.trimStart().startsWith('[') ? parseJson(line) : undefined;
  return Array.isArray(value) ? (value as readonly unknown[]) : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
