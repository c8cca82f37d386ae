/** Dates with times, as files write them. Pure. */

const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)([.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?$/i;
/** No honest date is longer. */
const MAX_LENGTH = 64;

export interface IsoTime {
  /** Since 1970, to the microsecond; of a time without a zone as if it were UTC, so that distances hold. */
  readonly millis: number;
  /** False: it names no zone, and `millis` tells nothing but distances. */
  readonly zoned: boolean;
}

/** An ISO 8601 date with a time; undefined for anything else. Digits beyond the millisecond count, which Date would drop. */
export function isoTime(value: unknown): IsoTime | undefined {
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return undefined;
  const [, day, time = '', fraction = '.0', zone] = ISO.exec(value.trim()) ?? [];
  if (day === undefined) return undefined;
  const offset = (zone ?? 'Z').replace(/^([+-]\d\d)(\d\d)$/, '$1:$2').toUpperCase();
  const millis = Date.parse(`${day}T${time}${offset}`);
  if (!Number.isFinite(millis)) return undefined;
  const micros = Math.round(Number(fraction.replace(',', '.')) * 1e6);
  return { millis: millis + micros / 1e3, zoned: zone !== undefined };
}

/** Milliseconds since 1970 as the manifest writes them; null where no date is so far away. */
export function isoText(millis: number): string | null {
  // Years of four digits.
  return millis >= -6e13 && millis < 2.5e14 ? new Date(millis).toISOString() : null;
}
