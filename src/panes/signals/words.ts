/** What people read of signals. Pure. */
import type { TimeWords } from '../../base/time-words.ts';
import type { LogLevel, LogRecord, Span } from '../../trace/signals.ts';
import type { SpanState } from './span-forest.ts';

/** How serious a record is, in the program's own word where it has one. */
export function levelWord({ level, severity }: Pick<LogRecord, 'level' | 'severity'>): string {
  return severity ?? (level === 'unspecified' ? 'no level' : level);
}

/** Which levels a filter leaves. */
export const LEVEL_CHOICES: readonly (readonly [least: LogLevel, words: string])[] = [
  ['trace', 'All levels'],
  ['debug', 'Debug and up'],
  ['info', 'Info and up'],
  ['warn', 'Warnings and up'],
  ['error', 'Errors'],
];

/** A length as short as spans are: 350 µs, 4.25 ms, then as everywhere. '' where only an order is known. */
export function lengthWords(micros: number, words: TimeWords): string {
  if (words.steps !== undefined) return '';
  if (micros < 1_000) return `${Math.round(micros)} µs`;
  return micros < 100_000 ? `${Number((micros / 1_000).toPrecision(3))} ms` : words.duration(micros);
}

/** How a span stands: running, failed, how long it took. */
export function spanWords(span: Span, state: SpanState, words: TimeWords): string {
  const { time, end, status } = span;
  if (state === 'running') return 'running';
  const length = end === undefined ? 'end not recorded' : lengthWords(end - time, words);
  const failed = status === 'error' ? 'failed' : '';
  return [state === 'ahead' ? 'not yet' : failed, length].filter(Boolean).join(', ');
}

export function countWords(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
