/** Which log records are listed. Pure. */
import { LOG_LEVELS, type LogLevel, type LogRecord } from '../../trace/signals.ts';

export interface LogFilter {
  /** The least serious level that is listed. Records whose level is not known are listed as `info` is. */
  readonly level: LogLevel;
  /** All of these words, wherever they stand; any case. */
  readonly words: string;
  /** Those of one trace alone. */
  readonly trace: string | undefined;
}

export function filterLogs(
  items: readonly LogRecord[],
  { level, words, trace }: LogFilter,
): readonly LogRecord[] {
  const least = rankOf(level);
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (least <= rankOf('trace') && wanted.length === 0 && trace === undefined) return items;
  return items.filter(
    (log) =>
      rankOf(log.level) >= least &&
      (trace === undefined || log.traceId === trace) &&
      (wanted.length === 0 || holdsAll(log, wanted)),
  );
}

/** A level that a text names; the least one where it names none. */
export function levelOf(text: string | undefined): LogLevel {
  return LOG_LEVELS.find((level) => level === text) ?? 'trace';
}

function rankOf(level: LogLevel): number {
  return LOG_LEVELS.indexOf(level === 'unspecified' ? 'info' : level);
}

function holdsAll(log: LogRecord, words: readonly string[]): boolean {
  const text = [
    log.severity ?? log.level,
    log.resource.service,
    log.event,
    log.body,
    ...log.attributes.flat(),
  ]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}
