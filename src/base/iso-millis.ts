/** Milliseconds since 1970 of an ISO 8601 date with a time; one without a zone counts as UTC. undefined where it is none. */
export function isoMillis(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value)) return undefined;
  const millis = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`);
  return Number.isFinite(millis) ? millis : undefined;
}
