/** JSON of which nothing is known. Pure. */
import { TraceError } from './errors.ts';

/** The value; undefined for what is no JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** False for a text that cannot be a JSON object: a parser that fails takes longer than a hundred such looks. */
export function mayBeObject(text: string): boolean {
  return text.trimStart().startsWith('{');
}

/** JSON of a value that was read. Throws `format-broken`, which names `path`, where it is nested too deep to be written. */
export function jsonText(value: unknown, path: string, indent?: number): string {
  try {
    return JSON.stringify(value, null, indent);
  } catch (error) {
    throw new TraceError('format-broken', { path, format: 'JSON', reason: 'it is nested too deep' }, error);
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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

/** A field where it is text, if only of blanks. */
export function textField(value: unknown, ...names: readonly string[]): string | undefined {
  const text = field(value, ...names);
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** A field where it is a finite number. */
export function numberField(value: unknown, ...names: readonly string[]): number | undefined {
  const number = field(value, ...names);
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A field where it is a list; else an empty one. */
export function listField(value: unknown, ...names: readonly string[]): readonly unknown[] {
  const list = field(value, ...names);
  return Array.isArray(list) ? (list as readonly unknown[]) : [];
}
