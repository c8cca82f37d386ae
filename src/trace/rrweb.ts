/** rrweb recordings as recorders really write them: a JSON array of events, or one event a line. Pure. */
import { TraceError, type Problem } from '../base/errors.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** The `type` of an event. Others exist (0, 1: the page has loaded; 5, 6, 7: of the recorder's own users). */
export const EVENT = { fullSnapshot: 2, incremental: 3, meta: 4 } as const;

/** `data.source` of an incremental event, as far as it is read here. */
export const SOURCE = {
  mutation: 0,
  mouseMove: 1,
  mouseInteraction: 2,
  scroll: 3,
  viewportResize: 4,
  input: 5,
  touchMove: 6,
  styleSheetRule: 8,
  drag: 12,
  styleDeclaration: 13,
  selection: 14,
  adoptedStyleSheet: 15,
} as const;

/** `type` of a node. */
export const NODE = { document: 0, doctype: 1, element: 2, text: 3, cdata: 4, comment: 5 } as const;

/** An event in the recording's own time; what vendors add to it stays. */
export interface RrwebEvent {
  readonly type: number;
  /** Milliseconds, since 1970 as a rule; undefined where it was not recorded. */
  readonly timestamp: number | undefined;
  readonly data: Fields;
}

export interface Rrweb {
  /** In the order of the file. */
  readonly events: readonly RrwebEvent[];
  readonly problems: readonly Problem[];
}

/** Milliseconds of 1973: what is smaller counts from somewhere else than 1970. */
export const EARLIEST_DATE = 1e11;

/** Of a recording; a larger one would stop the whole page while it is read. */
const MAX_CHARACTERS = 20_000_000;

/**
 * Throws `format-broken` for what is no rrweb recording, or one that has no page to begin with, and `unsupported-here`
 * for one that is too long.
 */
export function parseRrweb(text: string, path: string): Rrweb {
  if (text.length > MAX_CHARACTERS) {
    const reason = `it has more than ${MAX_CHARACTERS / 1_000_000} million characters`;
    throw new TraceError('unsupported-here', { what: path, reason });
  }
  const broken = (reason: string, cause?: unknown): TraceError =>
    new TraceError('format-broken', { path, format: 'rrweb', reason }, cause);
  const clean = text.replace(/^\uFEFF/, '').trimStart();
  let values: readonly unknown[];
  let problems: readonly Problem[] = [];
  if (clean.startsWith('[')) {
    try {
      values = JSON.parse(clean) as unknown[];
    } catch (error) {
      throw broken((error as SyntaxError).message, error);
    }
  } else ({ values, problems } = parseLines(text.replace(/^\uFEFF/, ''), path));

  const events = values.map(readEvent).filter((event) => event !== undefined);
  if (events.length === 0)
    throw broken(
      values.some((value) => typeof value === 'string')
        ? 'its events are packed, and only plain JSON is read'
        : 'it holds no events of the form {type, timestamp, data}',
    );
  if (!events.some(({ type }) => type === EVENT.meta))
    throw broken('it has no Meta event (type 4), which tells the address and the size of the page');
  if (!events.some(({ type }) => type === EVENT.fullSnapshot))
    throw broken('it has no full snapshot (type 2), so there is no page that its events could change');
  if (!events.some(({ timestamp }) => timestamp !== undefined)) throw broken('its events have no timestamp');
  const skipped = values.length - events.length;
  if (skipped > 0) {
    const what = `${skipped} of the ${values.length} entries of ${path}`;
    const details = { what, reason: 'they are no events' };
    problems = [...problems, { severity: 'warning', code: 'unsupported-here', details }];
  }
  return { events, problems };
}

/** An object, or one that was packed as text. */
const MAY_BE_EVENT = /^\s*["{]/;

/** Lines may be of any length: a full snapshot is one. */
function parseLines(
  text: string,
  path: string,
): { values: readonly unknown[]; problems: readonly Problem[] } {
  const values: unknown[] = [];
  const problems: Problem[] = [];
  const lines = text.split('\n');
  let broken: { readonly line: number; readonly reason: string; count: number } | undefined;
  const leaveOut = (index: number, reason: string): void => {
    if (index > 0 && index === lines.length - 1)
      problems.push({ severity: 'warning', code: 'last-line-torn', details: { path, line: index + 1 } });
    else if (broken) broken.count += 1;
    else broken = { line: index + 1, reason, count: 1 };
  };
  lines.forEach((line, index) => {
    if (line.trim() === '') return;
    // A parser that fails takes longer than a hundred such looks.
    if (!MAY_BE_EVENT.test(line)) return leaveOut(index, 'it is no JSON object');
    try {
      values.push(JSON.parse(line) as unknown);
    } catch (error) {
      leaveOut(index, (error as SyntaxError).message);
    }
  });
  if (broken) problems.push({ severity: 'error', code: 'line-broken', details: { path, ...broken } });
  return { values, problems };
}

function readEvent(value: unknown): RrwebEvent | undefined {
  const { type, timestamp, data } = fields(value);
  if (typeof type !== 'number') return undefined;
  return {
    type,
    timestamp: typeof timestamp === 'number' && Number.isFinite(timestamp) ? timestamp : undefined,
    data: fields(data),
  };
}

/** The value's fields; none where it is no object. */
export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

/** The value's items; none where it is no array. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
