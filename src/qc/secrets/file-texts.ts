/** The texts of files as they lie in a bundle, with a time where a record gives one. */
import { clampTime, ZERO, type TimeRange, type TraceTime } from '../../base/time.ts';
import type { Layer } from '../../schema/generated/types.ts';
import { clockMap, type ClockMap } from '../../trace/clock-map.ts';
import { openBytes, ownBytes } from '../../trace/file-bytes.ts';
import { field, numberField } from '../../base/json.ts';
import { MAX_OTLP_LINE } from '../../trace/otlp-request.ts';
import { linesOf } from '../../trace/record-lines.ts';
import { hasTimes, type Facts } from '../facts.ts';
import { rangeOf } from '../spans.ts';
import { linesOfText, textsOfAll, textsOfJson, type TextGroups, type TimedText } from './timed-text.ts';

/** A whole file: what it says where it is JSON, else its lines. */
export async function* fileTexts({ trace }: Facts, path: string, range: TimeRange | undefined): TextGroups {
  const text = await trace.bundle.readText(path);
  const json = parsed(text);
  yield json === undefined ? linesOfText(text, range) : textsOfJson(json, range);
}

/** JSON Lines of a layer, each with the time of its record. A line that is no JSON is searched as it is. */
export async function* recordTexts(facts: Facts, layer: Layer, path: string): TextGroups {
  const clock = clockMap(layer.clock);
  const textsOf = (line: string): Iterable<TimedText> => {
    const record = parsed(line);
    if (record === undefined) return linesOfText(line, undefined);
    return textsOfJson(record, hasTimes(layer) ? timeOf(record, clock, facts.duration) : undefined);
  };
  for await (const lines of fileLines(facts, path, MAX_OTLP_LINE)) yield textsOfAll(lines, textsOf);
}

/**
 * What of an asciicast is neither output nor input: its header, markers, comments, lines that cannot be read. `isRead`:
 * its chunks are searched elsewhere.
 */
export async function* castTexts(facts: Facts, path: string, isRead: boolean): TextGroups {
  const textsOf = (line: string): Iterable<TimedText> => {
    const event = parsed(line);
    if (event === undefined) return linesOfText(line, undefined);
    if (!Array.isArray(event))
      return textsOfJson(isRead ? { ...(event as object), stdout: [] } : event, undefined);
    const isElsewhere = isRead && (event[1] === 'o' || event[1] === 'i');
    return isElsewhere ? [] : textsOfJson(event, undefined);
  };
  for await (const lines of fileLines(facts, path)) yield textsOfAll(lines, textsOf);
}

/** Those that are not empty, as many at a time as were read. */
async function* fileLines(
  { trace }: Facts,
  path: string,
  maxLine?: number,
): AsyncGenerator<readonly string[], void> {
  const pieces = ownBytes(await openBytes(trace.bundle, path));
  for await (const lines of linesOf(pieces, maxLine))
    yield lines.map(({ text }) => text).filter((text) => text.trim() !== '');
}

/** What of JSON can hold text. */
const HOLDS_TEXT = /^\s*["[{]/;

/** undefined: it is no JSON, or says no more than it does as it is. */
function parsed(text: string): unknown {
  const json = text.replace(/^\uFEFF/, '');
  // A parser that fails takes longer than a hundred such looks.
  if (!HOLDS_TEXT.test(json)) return undefined;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    // Whoever reads it as what it is reports that.
    return undefined;
  }
}

/** When a record begins and ends, as far as it says so. */
function timeOf(record: unknown, clock: ClockMap, duration: TraceTime): TimeRange | undefined {
  const start = field(record, 't') === undefined ? 't_start' : 't';
  const time = timeIn(record, start, clock, duration);
  return time === undefined ? undefined : rangeOf(time, timeIn(record, 't_end', clock, duration));
}

function timeIn(record: unknown, name: string, clock: ClockMap, duration: TraceTime): TraceTime | undefined {
  const native = numberField(record, name);
  return native === undefined ? undefined : clampTime(clock.toTrace(native), ZERO, duration);
}
