/** HTTP Archives as tools really write them (http://www.softwareishard.com/blog/har-12-spec/). Pure. */
import { TraceError } from '../base/errors.ts';
import { field } from '../base/json.ts';
import { isoTime } from '../base/iso-time.ts';
import type { LayerContext } from './read-records.ts';
import { TimePlacer } from './place-in-time.ts';
import { Track, type Timed } from './track.ts';

/** A request and what came back. Whatever the archive does not tell is undefined. */
export interface NetworkEntry extends Timed {
  readonly method: string | undefined;
  readonly url: string;
  /** HTTP status; undefined where no response came, or none was recorded. */
  readonly status: number | undefined;
  readonly statusText: string | undefined;
  /** Media type without its parameters. */
  readonly mimeType: string | undefined;
  /** Bytes of the response's body, decoded where that is known. */
  readonly bytes: number | undefined;
  /** Why no response came, in the browser's words. */
  readonly failure: string | undefined;
}

/** An entry in the archive's own time. */
export interface HarEntry extends Omit<NetworkEntry, 'time' | 'end'> {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Milliseconds. */
  readonly duration: number | undefined;
}

export interface Har {
  /** By start: archives list them in the order in which they ended, or in none. */
  readonly entries: readonly HarEntry[];
  /** Entries that have no address or no start, and so no place. */
  readonly skipped: number;
}

const MICROS_PER_MILLI = 1_000;
const FORMAT = 'HAR';

/** Throws `format-broken` for what is no HTTP Archive. Versions 1.1 and 1.2 differ in nothing that is read here. */
export function parseHar(text: string, path: string): Har {
  const broken = (reason: string, cause?: unknown): TraceError =>
    new TraceError('format-broken', { path, format: FORMAT, reason }, cause);
  let archive: unknown;
  try {
    archive = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw broken((error as SyntaxError).message, error);
  }
  const list = field(field(archive, 'log'), 'entries');
  if (!Array.isArray(list)) throw broken('it has no log.entries');
  const entries = list.map(readEntry).filter((entry) => entry !== undefined);
  return {
    entries: entries.sort((a, b) => a.startedAt - b.startedAt),
    skipped: list.length - entries.length,
  };
}

/** The requests of a HAR layer, by the time at which they were sent. */
export function placeNetwork(
  { entries, skipped }: Har,
  path: string,
  context: LayerContext,
): Track<NetworkEntry> {
  const placer = new TimePlacer(context.map, context.id, context.duration);
  // The archive's own times are wall time in milliseconds, whatever unit the layer's clock counts in.
  const toNative = MICROS_PER_MILLI / context.map.microsPerUnit;
  const items = entries.map(({ startedAt, duration, ...rest }): NetworkEntry => {
    const time = placer.next(startedAt * toNative);
    const end = duration === undefined ? undefined : placer.end((startedAt + duration) * toNative, time);
    return { ...rest, time, end };
  });
  if (skipped > 0) {
    const what = `${skipped} of the ${entries.length + skipped} requests of ${path}`;
    const details = { what, reason: 'they have no address, or no start time with a time zone' };
    context.report({ severity: 'warning', code: 'unsupported-here', details });
  }
  for (const problem of placer.problems()) context.report(problem);
  return new Track(items);
}

function readEntry(entry: unknown): HarEntry | undefined {
  const request = field(entry, 'request');
  const response = field(entry, 'response');
  const content = field(response, 'content');
  const url = textOf(field(request, 'url'));
  const startedAt = harStart(entry);
  if (url === undefined || startedAt === undefined) return undefined;
  const status = field(response, 'status');
  return {
    startedAt,
    duration: durationOf(entry),
    method: textOf(field(request, 'method')),
    url,
    // Browsers write 0, or -1, where a request failed or was blocked.
    status: typeof status === 'number' && status >= 100 && status < 1000 ? status : undefined,
    statusText: textOf(field(response, 'statusText')),
    mimeType: mediaType(field(content, 'mimeType')),
    bytes: amount(field(content, 'size')) ?? amount(field(response, 'bodySize')),
    failure: textOf(field(response, '_error')) ?? textOf(field(entry, '_error')),
  };
}

/** When an entry was sent, in milliseconds since 1970; undefined where it does not tell. */
export function harStart(entry: unknown): number | undefined {
  return wallMillis(field(entry, 'startedDateTime'));
}

/** Parts of `timings` that follow each other; `ssl` is within `connect`. */
const PHASES = ['blocked', 'dns', 'connect', 'send', 'wait', 'receive'] as const;

/** `time`, else the sum that it is defined to be: Firefox writes null. */
function durationOf(entry: unknown): number | undefined {
  const time = amount(field(entry, 'time'));
  if (time !== undefined) return time;
  const timings = field(entry, 'timings');
  const parts = PHASES.map((phase) => amount(field(timings, phase))).filter((part) => part !== undefined);
  return parts.length > 0 ? parts.reduce((sum, part) => sum + part) : undefined;
}

/** Milliseconds of a date with a time zone. One without is undefined: the zone would be that of whoever looks. */
function wallMillis(value: unknown): number | undefined {
  const time = isoTime(value);
  return time?.zoned === true ? time.millis : undefined;
}

/** HAR writes -1 for what it does not know. */
function amount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function mediaType(value: unknown): string | undefined {
  const type = textOf(value)?.split(';')[0]?.trim().toLowerCase();
  // Chrome's word for a type that it could not tell.
  return type === '' || type === 'x-unknown' ? undefined : type;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
