/** JSON of which nothing is known. Pure. */

import { TraceError } from '../base/errors.ts';

/** The value; undefined for what is no JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
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

/** An own field of what may be an object. */
export function field(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** A field where it is text that says something. */
export function textField(value: unknown, name: string): string | undefined {
  const text = field(value, name);
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** A field where it is a finite number. */
export function numberField(value: unknown, name: string): number | undefined {
  const number = field(value, name);
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A field where it is a list; else an empty one. */
export function listField(value: unknown, name: string): readonly unknown[] {
  const list = field(value, name);
  return Array.isArray(list) ? (list as readonly unknown[]) : [];
}
