/**
 * Values of OTLP as JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding): 64-bit numbers are strings or
 * numbers, enums are numbers, ids are hexadecimal. Pure.
 */
import { field, isObject, listField, textField } from '../base/json.ts';
import type { Attributes } from './signals.ts';

/** Lists and objects in each other, of one value. */
const MAX_DEPTH = 12;
/** Of one value as text. */
const MAX_TEXT = 32_768;
/** Of one item. */
const MAX_ATTRIBUTES = 256;

/** A number as protobuf writes it in JSON; NaN for what is none. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^-?(?:\d+(?:\.\d*)?(?:e[+-]?\d+)?|Infinity)$/i.test(value)) return NaN;
  return Number(value);
}

/** A member that is a count; 0 where it is missing. */
export function countOf(value: unknown, name: string): number {
  const count = numberOf(field(value, name));
  return count > 0 && Number.isFinite(count) ? Math.floor(count) : 0;
}

/** An enum, by number or by name; undefined for what is none of `names`, which stand at their numbers. */
export function enumOf<T extends string>(value: unknown, names: readonly T[], prefix: string): T | undefined {
  if (value === undefined || value === null) return names[0];
  if (typeof value === 'number') return names[value];
  if (typeof value !== 'string') return undefined;
  if (/^\d+$/.test(value)) return names[Number(value)];
  return names.find((name) => value === prefix + name.toUpperCase());
}

/** The id of a trace or span; undefined where it is missing or all zero, which means the same. */
export function idOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 64 || /^0*$/.test(value)) return undefined;
  return /^[0-9a-f]+$/i.test(value) ? value.toLowerCase() : value;
}

/** A value of any type as text: text as it is, structures as JSON. '' for none. `onCut`: told where it is not all of it. */
export function textOfValue(value: unknown, onCut?: () => void): string {
  const plain = plainOf(value, MAX_DEPTH);
  const text = typeof plain === 'string' ? plain : plain === undefined ? '' : JSON.stringify(plain);
  if (text.length <= MAX_TEXT) return text;
  onCut?.();
  return `${text.slice(0, MAX_TEXT)}…`;
}

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** A value without the names of its types; undefined where there is none. */
function plainOf(value: unknown, depth: number): Plain | undefined {
  if (!isObject(value)) return undefined;
  if (depth === 0) return '…';
  const text = field(value, 'stringValue') ?? field(value, 'bytesValue');
  if (typeof text === 'string') return text;
  const flag = field(value, 'boolValue');
  if (typeof flag === 'boolean') return flag;
  const whole = field(value, 'intValue');
  // As it is written: it may be more than a number can hold.
  if (typeof whole === 'string') return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
  if (typeof whole === 'number') return whole;
  const number = field(value, 'doubleValue');
  if (typeof number === 'number' || typeof number === 'string') return number;
  if (field(value, 'arrayValue') !== undefined)
    return listField(value, 'arrayValue', 'values').map((one) => plainOf(one, depth - 1) ?? null);
  if (field(value, 'kvlistValue') === undefined) return undefined;
  // Without a prototype, whatever the keys are.
  const made = Object.create(null) as Record<string, Plain>;
  for (const pair of listField(value, 'kvlistValue', 'values'))
    made[textField(pair, 'key') ?? ''] = plainOf(field(pair, 'value'), depth - 1) ?? null;
  return made;
}

/** `onCut`: told once for each that is left out or cut. */
export function attributesOf(list: readonly unknown[], onCut: (count: number) => void): Attributes {
  if (list.length > MAX_ATTRIBUTES) onCut(list.length - MAX_ATTRIBUTES);
  return list.slice(0, MAX_ATTRIBUTES).flatMap((pair) => {
    const key = textField(pair, 'key');
    if (key === undefined) return [];
    const cut = (): void => onCut(1);
    return [[textOfValue({ stringValue: key }, cut), textOfValue(field(pair, 'value'), cut)] as const];
  });
}
