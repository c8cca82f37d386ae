/** Careful reading of JSON that no schema has checked. Pure. */
import { TraceError } from '../base/errors.ts';
import { field } from '../base/json.ts';

/** Throws `format-broken` for what is no JSON. */
export function parseJson(json: string, path: string, format: string): unknown {
  if (json.trim() === '') throw new TraceError('format-broken', { path, format, reason: 'it is empty' });
  try {
    return JSON.parse(json.replace(/^\uFEFF/, '')) as unknown;
  } catch (cause) {
    throw new TraceError('format-broken', { path, format, reason: (cause as Error).message }, cause);
  }
}

/** A field where it is text that says something. */
export function textField(value: unknown, ...names: readonly string[]): string | undefined {
  const found = field(value, ...names);
  return typeof found === 'string' && found.trim() !== '' ? found : undefined;
}
