/** Log records of OTLP as JSON. Pure. */
import type { Problem } from '../base/errors.ts';
import { microsOf } from '../base/nanos.ts';
import { OtlpParts, type OtlpNames } from './otlp-request.ts';
import { idOf, numberOf } from './otlp-values.ts';
import type { LogLevel, OtlpLog, SignalHead } from './signals.ts';

const NAMES: OtlpNames = ['resourceLogs', 'scopeLogs', 'logRecords'];
/** Of a file. */
const MAX_LOGS = 400_000;

/** Four numbers each, from 1 (https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber). */
const BY_NUMBER: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];
/** How programs call their levels. */
const BY_WORD: ReadonlyMap<string, LogLevel> = new Map([
  ['trace', 'trace'],
  ['debug', 'debug'],
  ['info', 'info'],
  ['information', 'info'],
  ['notice', 'info'],
  ['warn', 'warn'],
  ['warning', 'warn'],
  ['error', 'error'],
  ['err', 'error'],
  ['critical', 'fatal'],
  ['fatal', 'fatal'],
  ['panic', 'fatal'],
  ['emerg', 'fatal'],
]);

export class LogReader {
  readonly #parts: OtlpParts;
  readonly #logs: OtlpLog[] = [];

  constructor(path: string) {
    this.#parts = new OtlpParts(path, 'log records');
  }

  take(request: unknown): void {
    const parts = this.#parts;
    for (const { item, resource, scope } of parts.items(request, NAMES)) {
      const own = microsOf(item['timeUnixNano']);
      const at = own ?? microsOf(item['observedTimeUnixNano']);
      if (at === undefined) {
        parts.leaveOut('they tell no time');
        continue;
      }
      if (this.#logs.length >= MAX_LOGS) {
        parts.leaveOut(`no more than ${MAX_LOGS} are shown`);
        continue;
      }
      const severity = parts.text(item, 'severityText');
      this.#logs.push({
        at,
        received: own === undefined,
        resource,
        scope,
        level: levelOf(item['severityNumber'], severity),
        severity,
        body: parts.value(item['body']),
        event: parts.text(item, 'eventName'),
        attributes: parts.attributes(item),
        traceId: idOf(item['traceId']),
        spanId: idOf(item['spanId']),
      });
    }
  }

  /** By time: batches of several programs stand one after the other. */
  end(): {
    readonly head: SignalHead;
    readonly items: readonly OtlpLog[];
    readonly problems: readonly Problem[];
  } {
    const { resources } = this.#parts;
    const items = this.#logs.sort((a, b) => a.at - b.at);
    return { head: { resources }, items, problems: this.#parts.problems() };
  }
}

/** By its number; where it has none, by its word. */
function levelOf(number: unknown, word: string | undefined): LogLevel {
  const name = typeof number === 'string' ? /^SEVERITY_NUMBER_([A-Z]+)\d?$/.exec(number)?.[1] : undefined;
  const value = numberOf(number);
  const level = value >= 1 && value <= 24 ? BY_NUMBER[Math.floor((value - 1) / 4)] : undefined;
  return level ?? BY_WORD.get((name ?? word ?? '').trim().toLowerCase()) ?? 'unspecified';
}
