/** When the items of a file in OTLP begin. */
import { createReadStream } from 'node:fs';
import { TraceError } from '../base/errors.ts';
import { readFile, type FileContent, type Holds } from '../trace/record-files.ts';
import type { SignalHead } from '../trace/signals.ts';
import type { NewInput } from './new-inputs.ts';

/** The first time of what the option says, in microseconds since 1970. Throws `format-broken` where there is none. */
export async function firstOtlpTime({ option, path }: NewInput): Promise<number> {
  const pieces = createReadStream(path) as AsyncIterable<Uint8Array>;
  const file = { path, newer: false };
  const times =
    option === 'spans'
      ? await itemsOf(readFile(pieces, { kind: 'otel_spans', ...file }), ({ start }) => start)
      : option === 'logs'
        ? await itemsOf(readFile(pieces, { kind: 'otel_logs', ...file }), ({ at }) => at)
        : await itemsOf(readFile(pieces, { kind: 'otel_metrics', ...file }), ({ at }) => at[0] ?? Infinity);
  const first = times.reduce((least, time) => Math.min(least, time), Infinity);
  if (Number.isFinite(first)) return first;
  throw new TraceError('format-broken', {
    path,
    format: 'OTLP as JSON Lines',
    reason: `it holds no ${option} with a time`,
  });
}

async function itemsOf<I>(
  read: Promise<FileContent<Holds<SignalHead, I>>>,
  timeOf: (item: I) => number,
): Promise<readonly number[]> {
  const { holds } = await read;
  if ('code' in holds) throw new TraceError(holds.code, holds.details);
  return holds.items.map(timeOf);
}
