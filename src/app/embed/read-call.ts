/** What a page around this one says: from an origin that is allowed, and trusted in nothing. Pure. */
import { TraceError } from '../../base/errors.ts';
import type { EmbedCall } from '../../share/embed/playhead-embed.ts';
import { MAX_RATE, MIN_RATE } from '../../timeline/clock.ts';

/** Characters of an address: more than any browser opens. */
const MAX_ADDRESS = 16_000;
const MAX_VERSIONS = 20;

/** The versions that a hello names; undefined for what is none. */
export function readHello(data: unknown): readonly number[] | undefined {
  const { type, versions, ...rest } = fieldsOf(data) ?? {};
  if (type !== 'playhead:hello' || Object.keys(rest).length > 0) return undefined;
  return Array.isArray(versions) && versions.length <= MAX_VERSIONS && versions.every(isCount)
    ? versions
    : undefined;
}

/** The number by which a call is to be answered, where it has one. */
export function idOf(data: unknown): number | null {
  const id = fieldsOf(data)?.['id'];
  return isCount(id) ? id : null;
}

/** Throws `call-invalid` for what is no call, or has a part that the call does not know. */
export function readCall(data: unknown): EmbedCall {
  const fields = fieldsOf(data);
  if (!fields) throw invalid('it is no object');
  const { id, call, ...rest } = fields;
  if (!isCount(id)) throw invalid('its id is no whole number from 0');
  if (typeof call !== 'string' || !Object.hasOwn(CALLS, call))
    throw invalid(`its call is none of ${Object.keys(CALLS).join(', ')}`);
  return CALLS[call as keyof typeof CALLS](rest);
}

type Fields = Readonly<Record<string, unknown>>;

const CALLS: Readonly<Record<EmbedCall['call'], (fields: Fields) => EmbedCall>> = {
  load: (fields) => {
    const { source } = only(fields, 'source');
    if (source instanceof File) return { call: 'load', source };
    if (typeof source !== 'string' || source === '' || source.length > MAX_ADDRESS)
      throw invalid(`source is neither a file nor an address of up to ${MAX_ADDRESS} characters`);
    return { call: 'load', source };
  },
  seek: (fields) => ({ call: 'seek', seconds: numberOf(only(fields, 'seconds'), 'seconds') }),
  step: (fields) => {
    if ('frames' in fields) return { call: 'step', frames: wholeOf(only(fields, 'frames'), 'frames') };
    return { call: 'step', events: wholeOf(only(fields, 'events'), 'events') };
  },
  play: (fields) => {
    if (only(fields, 'rate')['rate'] === undefined) return { call: 'play' };
    const rate = numberOf(fields, 'rate');
    if (Math.abs(rate) < MIN_RATE || Math.abs(rate) > MAX_RATE)
      throw invalid(`rate is not from ${MIN_RATE} to ${MAX_RATE}, or from -${MAX_RATE} to -${MIN_RATE}`);
    return { call: 'play', rate };
  },
  pause: (fields) => (only(fields), { call: 'pause' }),
  ready: (fields) => (only(fields), { call: 'ready' }),
  settled: (fields) => (only(fields), { call: 'settled' }),
};

/** The own fields of a plain object; undefined for all else. A port gives a copy, in which nothing is computed. */
function fieldsOf(data: unknown): Fields | undefined {
  if (typeof data !== 'object' || data === null || Object.getPrototypeOf(data) !== Object.prototype)
    return undefined;
  return data as Fields;
}

function only(fields: Fields, name?: string): Fields {
  const others = Object.keys(fields).filter((other) => other !== name);
  if (others.length > 0) throw invalid(`it does not take ${others.slice(0, 3).map(quoted).join(', ')}`);
  return fields;
}

function numberOf(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isFinite(value)) throw invalid(`${name} is no finite number`);
  return value;
}

function wholeOf(fields: Fields, name: string): number {
  const value = fields[name];
  if (!Number.isSafeInteger(value)) throw invalid(`${name} is no whole number`);
  return value as number;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 40));
}

function invalid(reason: string): TraceError {
  return new TraceError('call-invalid', { reason });
}
