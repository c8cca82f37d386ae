/** Dates as JSON files write them. Pure. */

/** Milliseconds since 1970, with a fraction where more digits are told. */
export interface IsoTime {
  readonly millis: number;
  /** False: it names no zone, so that `millis` counts as if it were UTC, and tells nothing but distances. */
  readonly zoned: boolean;
}

/** An ISO 8601 date with a time; undefined for anything else. Digits beyond the millisecond count, which Date would drop. */
export function isoTime(value: unknown): IsoTime | undefined {
  if (typeof value !== 'string' || value.length > 64) return undefined;
  const parts = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/i.exec(value.trim());
  if (!parts) return undefined;
  const [, whole = '', fraction = '.0', zone] = parts;
  const offset = (zone ?? 'Z').replace(/^([+-]\d\d)(\d\d)$/, '$1:$2').toUpperCase();
  const millis = Date.parse(whole.replace(' ', 'T') + offset);
  return Number.isFinite(millis)
    ? { millis: millis + Math.round(Number(fraction) * 1e6) / 1e3, zoned: zone !== undefined }
    : undefined;
}
