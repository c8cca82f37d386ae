/** The beginning of a terminal recording. Pure. */
import { isObject, parsedJson } from '../../base/json.ts';

export interface CastHeader {
  readonly version: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The header at the beginning of `head`, or why it is none. Version 1 is one object, and may go on beyond `head`. */
export function castHeader(head: string): CastHeader | string {
  const first = head.slice(0, head.search(/\r?\n|$/));
  const fields = parsedJson(first);
  if (isObject(fields) && ('width' in fields || 'term' in fields) && typeof fields['version'] === 'number')
    return { version: fields['version'], fields };
  // All that tells version 1 stands before its output, which may be long.
  if (/^\s*\{/.test(head) && /"version"\s*:\s*1\b/.test(head) && /"stdout"\s*:\s*\[/.test(head))
    return { version: 1, fields: {} };
  return 'its first line is no JSON object with a version and a size';
}
