/** When a recording of a terminal began, how long it lasts, and where its times go back. */
import { castHeader } from '../asciicast/cast-header.ts';
import type { ForeignFile } from '../foreign.ts';
import { numberField } from '../../base/json.ts';
import { jsonLines } from '../json-lines.ts';

export interface CastTimes {
  readonly file: ForeignFile;
  readonly version: string;
  /** Milliseconds since 1970, in whole seconds; undefined where it is not told. */
  readonly began: number | undefined;
  readonly seconds: number;
  readonly backsteps: { readonly count: number; readonly max_us: number };
}

/** Of version 2, which trials are recorded in; why it is none otherwise. Rejects as reading does. */
export async function castTimes(file: ForeignFile, signal?: AbortSignal): Promise<CastTimes | string> {
  const header = castHeader(await file.headText());
  if (typeof header === 'string') return header;
  if (header.version !== 2) return `it is of version ${header.version}`;
  let [seconds, count, largest] = [0, 0, 0];
  for await (const { value } of jsonLines(file, signal)) {
    const time: unknown = Array.isArray(value) ? value[0] : undefined;
    if (typeof time !== 'number' || !Number.isFinite(time)) continue;
    if (time < seconds) {
      count += 1;
      largest = Math.max(largest, seconds - time);
    }
    seconds = Math.max(seconds, time);
  }
  const began = numberField(header.fields, 'timestamp');
  return {
    file,
    version: '2',
    began: began !== undefined && began > 0 && began < 1e11 ? began * 1_000 : undefined,
    seconds,
    backsteps: { count, max_us: Math.round(largest * 1_000_000) },
  };
}
