/** Dates with times, as files write them. Pure. */

const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)([.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?$/i;

export interface IsoTime {
  /** Since 1970, with the fraction; of a time without a zone as if it were UTC, so that distances hold. */
  readonly millis: number;
  readonly zoned: boolean;
}

/** An ISO 8601 date with a time; undefined for anything else. */
export function isoTime(value: unknown): IsoTime | undefined {
  const parts = typeof value === 'string' ? ISO.exec(value.trim()) : null;
  if (!parts) return undefined;
  const [, day = '', time = '', fraction = '.0', zone] = parts;
  const offset = zone?.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2') ?? 'Z';
  const millis = Date.parse(`${day}T${time}${offset}`);
  if (!Number.isFinite(millis)) return undefined;
  return { millis: millis + Number(fraction.replace(',', '.')) * 1_000, zoned: zone !== undefined };
}

/** Milliseconds since 1970 as the manifest writes them; null where no date is so far away. */
export function isoText(millis: number): string | null {
  return Math.abs(millis) <= 8.64e15 && millis >= -6e13 && millis < 2.5e14
    ? new Date(millis).toISOString()
    : null;
}
