/**
 * asciicast v1, v2 and v3 (https://docs.asciinema.org/manual/asciicast/). Pure; times stay native, in seconds from
 * the recording's start.
 */
import { TraceError, type Problem } from '../base/errors.ts';

export type CastEventKind = 'output' | 'input' | 'resize' | 'marker' | 'exit';

/** One event of a recording. */
export interface CastEvent {
  /** Seconds from the start of the recording. */
  readonly seconds: number;
  readonly kind: CastEventKind;
  /** Text written or typed, `COLSxROWS`, the marker's label, or the exit status. */
  readonly data: string;
}

export interface Cast {
  readonly version: 1 | 2 | 3;
  readonly cols: number;
  readonly rows: number;
  readonly title: string | undefined;
  readonly events: readonly CastEvent[];
  readonly problems: readonly Problem[];
}

/** Wider or higher than this, a terminal is refused: it would not fit the memory. */
const MAX_CELLS_A_SIDE = 2000;
const KINDS: Readonly<Record<string, CastEventKind>> = {
  o: 'output',
  i: 'input',
  r: 'resize',
  m: 'marker',
  x: 'exit',
};

/** Reads a recording. Throws `format-broken` or `format-unsupported`; broken lines after the header are reported and left out. */
export function parseCast(text: string, path: string): Cast {
  const clean = text.replace(/^\uFEFF/, '');
  const firstLine = clean.slice(0, clean.indexOf('\n') === -1 ? undefined : clean.indexOf('\n'));
  const header = parseObject(firstLine) ?? parseObject(clean);
  if (!header)
    throw new TraceError('format-broken', {
      path,
      format: 'asciicast',
      reason: 'its first line is no JSON object',
    });
  switch (header['version']) {
    case 1:
      return parseV1(parseObject(clean) ?? header, path);
    case 2:
      return parseLines(clean, path, 2, header['width'], header['height'], header['title']);
    case 3: {
      const term = isRecord(header['term']) ? header['term'] : {};
      return parseLines(clean, path, 3, term['cols'], term['rows'], header['title']);
    }
    default:
      throw new TraceError('format-unsupported', {
        path,
        format: `asciicast version ${String(header['version'])}`,
        supported: 'asciicast 1, 2 and 3',
      });
  }
}

function parseV1(header: Readonly<Record<string, unknown>>, path: string): Cast {
  const events: CastEvent[] = [];
  const broken = new BrokenLines(path);
  let seconds = 0;
  const stdout = Array.isArray(header['stdout']) ? header['stdout'] : [];
  stdout.forEach((frame: unknown, index) => {
    const [delay, data] = Array.isArray(frame) ? (frame as readonly unknown[]) : [];
    if (!isTime(delay) || typeof data !== 'string')
      return broken.add(index + 1, 'a frame is not [delay, text]');
    seconds += delay;
    events.push({ seconds, kind: 'output', data });
  });
  return {
    version: 1,
    ...size(header['width'], header['height'], path),
    title: textOf(header['title']),
    events,
    problems: broken.problems(),
  };
}

function parseLines(
  text: string,
  path: string,
  version: 2 | 3,
  cols: unknown,
  rows: unknown,
  title: unknown,
): Cast {
  const dimensions = size(cols, rows, path);
  const events: CastEvent[] = [];
  const broken = new BrokenLines(path);
  let clock = 0;
  const lines = text.split('\n');
  lines.forEach((line, index) => {
    if (index === 0 || line.trim() === '' || (version === 3 && line.startsWith('#'))) return;
    const event = parseArray(line);
    if (!event) {
      const torn = index === lines.length - 1;
      return broken.add(index + 1, torn ? 'the file ends in the middle of it' : 'it is no JSON array');
    }
    const [time, code, data] = event;
    if (event.length < 3 || !isTime(time) || typeof code !== 'string' || typeof data !== 'string')
      return broken.add(index + 1, 'it is not [time, code, text]');
    clock = version === 3 ? clock + time : time;
    const kind = KINDS[code];
    // Codes that are not known are legal, and passed over.
    if (kind) events.push({ seconds: clock, kind, data });
  });
  return { version, ...dimensions, title: textOf(title), events, problems: broken.problems() };
}

function size(cols: unknown, rows: unknown, path: string): { readonly cols: number; readonly rows: number } {
  const fits = (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= MAX_CELLS_A_SIDE;
  if (fits(cols) && fits(rows)) return { cols, rows };
  throw new TraceError('format-broken', {
    path,
    format: 'asciicast',
    reason: `its size ${String(cols)}×${String(rows)} is not one from 1×1 to ${MAX_CELLS_A_SIDE}×${MAX_CELLS_A_SIDE}`,
  });
}

/** `COLSxROWS` of a resize event; undefined where it is none. */
export function parseResize(data: string): { readonly cols: number; readonly rows: number } | undefined {
  const match = /^(\d{1,4})x(\d{1,4})$/.exec(data);
  const cols = Number(match?.[1]);
  const rows = Number(match?.[2]);
  return cols > 0 && rows > 0 && cols <= MAX_CELLS_A_SIDE && rows <= MAX_CELLS_A_SIDE
    ? { cols, rows }
    : undefined;
}

class BrokenLines {
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
  const value = parseJson(line);
  return Array.isArray(value) ? (value as readonly unknown[]) : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
