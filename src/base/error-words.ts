/** What the words for people are made of. */
import type { ErrorCode, ErrorDetails } from './errors.ts';
import { withoutSecrets } from './signed-address.ts';

export interface Description {
  /** What is wrong, and where: one sentence. */
  readonly title: string;
  /** What to do: one sentence; '' where there is nothing to do. */
  readonly advice: string;
  /** A sentence each, for whoever wants to know more. */
  readonly more?: readonly string[];
}

export type Words<C extends ErrorCode = ErrorCode> = {
  readonly [Code in C]: (details: ErrorDetails[Code]) => Description;
};

/** An address or name without what could be secret in it (credentials, query, fragment), and not too long. */
export function shown(source: string): string {
  const clean = withoutSecrets(source);
  return clean.length > 120 ? `${clean.slice(0, 60)}…${clean.slice(-55)}` : clean;
}

/** 1 line, 3 lines. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Of several of which the first is named: ` (and 2 more lines)`. */
export function more(count: number, noun: string): string {
  return count > 1 ? ` (and ${plural(count - 1, `more ${noun}`)})` : '';
}

/** Exact where it is short. */
export function bytes(count: number): string {
  return count < 10_000 ? plural(count, 'byte') : formatBytes(count);
}

/** A number of bytes for people. */
export function formatBytes(count: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3));
  return `${(count / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power] ?? ''}`;
}
