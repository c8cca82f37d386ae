/** Moments of the world for people: `26 Nov 2026, 12:00`, which is read alike everywhere. Pure. */

/** An instant of a file (ISO 8601) in the time of this place; what is none stays what it is. */
export function localDate(at: string): string {
  return written(at, undefined) ?? at;
}

/** The same in UTC, for what is read elsewhere. */
export function utcDate(at: string): string {
  const words = written(at, 'UTC');
  return words === undefined ? at : `${words} UTC`;
}

function written(at: string, timeZone: string | undefined): string | undefined {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return undefined;
  return date.toLocaleString('en-GB', { ...FORMAT, ...(timeZone !== undefined && { timeZone }) });
}

const FORMAT: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
};
