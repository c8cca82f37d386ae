/** A terminal layer as an asciicast: byte for byte where it has that version and all of it is wanted. */
import type { TimeRange } from '../../base/time.ts';
import { parseCast, CHUNK_KINDS, type Cast, type ChunkKind } from '../../trace/cast.ts';
import { correctedMap } from '../../trace/corrections.ts';
import { onlyPath } from '../../trace/only-path.ts';
import { chosenLayer, isWithin, type ExportRequest, type Piece, type Write } from '../exporter.ts';
import { castHeader } from './header.ts';

const CODES: Readonly<Record<ChunkKind, string>> = {
  output: 'o',
  input: 'i',
  resize: 'r',
  marker: 'm',
  exit: 'x',
};
const MICROS_PER_SECOND = 1_000_000;
/** Version 3 counts in milliseconds. */
const PER_SECOND = 1_000;
/** Lines that are handed on together. */
const BLOCK = 512;

/** Events of unknown codes are in the file only where it goes out as it is. */
export const writeCast = (version: 2 | 3): Write =>
  async function* (trace, request): AsyncGenerator<Piece, void> {
    const layer = chosenLayer(trace, ['terminal'], request);
    const path = onlyPath(layer);
    const bytes = await trace.bundle.read(path, request.signal);
    const cast = parseCast(bytes, path);
    if (cast.columns.version === version && !request.range) {
      yield bytes;
      return;
    }
    const map = correctedMap(layer.clock, trace.corrections.get(layer.id));
    const events = placed(cast, request.range, (native) => map.toTrace(native));
    yield `${JSON.stringify(castHeader(bytes, cast, version, { range: request.range, first: events[0] }))}\n`;
    yield* version === 2 ? linesV2(cast, events, request) : linesV3(cast, events);
  };

/** Where events stand in the written file. */
export interface CastEvent {
  readonly chunk: number;
  readonly seconds: number;
}

/** The events that are asked for: in the recording's own seconds, or in those since the beginning of the range. */
function placed(
  { columns }: Cast,
  range: TimeRange | undefined,
  toTrace: (native: number) => number,
): readonly CastEvent[] {
  const events: CastEvent[] = [];
  let latest = 0;
  for (const [chunk, native] of columns.seconds.entries()) {
    // Times that go back are shown at the latest one before them, and cut there.
    latest = Math.max(latest, toTrace(native));
    if (!isWithin(latest, range)) continue;
    events.push({ chunk, seconds: range ? (latest - range.start) / MICROS_PER_SECOND : native });
  }
  return events;
}

function lineOf({ columns, texts }: Cast, chunk: number, seconds: number): string {
  const kind = CHUNK_KINDS[columns.kinds[chunk] ?? 0] ?? 'output';
  return `${JSON.stringify([seconds, CODES[kind], texts.textOf(chunk)])}\n`;
}

function* linesV2(cast: Cast, events: readonly CastEvent[], { remark }: ExportRequest): Generator<string> {
  const exit = CHUNK_KINDS.indexOf('exit');
  let isTold = false;
  yield* inBlocks(events, ({ chunk, seconds }) => {
    if (cast.columns.kinds[chunk] !== exit) return lineOf(cast, chunk, seconds);
    if (!isTold)
      remark('The exit status of the session is not in the file: asciicast v2 has no place for it.');
    isTold = true;
    return '';
  });
}

/** Intervals in whole milliseconds; what rounding takes from one, the next one gets. */
function* linesV3(cast: Cast, events: readonly CastEvent[]): Generator<string> {
  let written = 0;
  yield* inBlocks(events, ({ chunk, seconds }) => {
    const at = Math.max(written, Math.round(seconds * PER_SECOND));
    const interval = (at - written) / PER_SECOND;
    written = at;
    return lineOf(cast, chunk, interval);
  });
}

function* inBlocks<T>(items: readonly T[], line: (item: T) => string): Generator<string> {
  for (let start = 0; start < items.length; start += BLOCK)
    yield items
      .slice(start, start + BLOCK)
      .map(line)
      .join('');
}
