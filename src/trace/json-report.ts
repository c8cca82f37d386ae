/** Careful reading of JSON that no schema has checked. Pure. */
import { TraceError } from '../base/errors.ts';

/** Throws `format-broken` for what is no JSON. */
export function parseJson(json: string, path: string, format: string): unknown {
  if (json.trim() === '') throw new TraceError('format-broken', { path, format, reason: 'it is empty' });
  try {
    return JSON.parse(json.replace(/^\uFEFF/, '')) as unknown;
  } catch (cause) {
    throw new TraceError('format-broken', { path, format, reason: (cause as Error).message }, cause);
  }
}

/** A member of an object, at any depth; undefined where there is none. Own members only. */
export function field(value: unknown, ...names: readonly string[]): unknown {
  let found = value;
  for (const name of names) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[name];
  }
  return found;
}

export function textField(value: unknown, ...names: readonly string[]): string | undefined {
  const found = field(value, ...names);
  return typeof found === 'string' && found.trim() !== '' ? found : undefined;
}

export function numberField(value: unknown, ...names: readonly string[]): number | undefined {
  const found = field(value, ...names);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

/** The items of an array; none of anything else. */
export function listField(value: unknown, ...names: readonly string[]): readonly unknown[] {
  const found = field(value, ...names);
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
}
