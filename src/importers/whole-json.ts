import { TraceError } from '../base/errors.ts';
import type { ForeignFile } from './foreign.ts';
import { parsedJson } from '../base/json.ts';

/** All of a file as JSON. Rejects with `format-broken` in the name of `format`, with `import-too-large`, and as reading does. */
export async function wholeJson(file: ForeignFile, format: string, signal?: AbortSignal): Promise<unknown> {
  const value = parsedJson(await file.text(signal));
  if (value === undefined)
    throw new TraceError('format-broken', {
      path: file.path,
      format,
      reason: 'it is no JSON from its beginning to its end',
    });
  return value;
}
