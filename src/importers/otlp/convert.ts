/** Files of OTLP become layers of a bundle, unchanged where each line is a request: the bundle holds them in this very form. */
import { TraceError } from '../../base/errors.ts';
import { isoText } from '../../base/iso-time.ts';
import { jsonText } from '../../base/json.ts';
import { isCompanion } from '../../bundle/companion-name.ts';
import { cleanName, withEnding } from '../../bundle/file-name.ts';
import { oneClock, type Content } from '../bundle-draft.ts';
import type { ForeignFile } from '../foreign.ts';
import type { Convert } from '../importer.ts';
import { jsonLines } from '../json-lines.ts';
import type { LossLog } from '../loss-log.ts';
import { wholeJson } from '../whole-json.ts';
import { kindsOf, timesOf, type SignalKind } from './requests.ts';

const NOUNS: Readonly<Record<SignalKind, string>> = {
  otel_logs: 'A log record',
  otel_metrics: 'A point of a metric',
  otel_spans: 'A span',
};
const METHOD =
  'the wall clocks of the programs; the first thing that any of them tells is the trace’s time 0';

interface ReadFile {
  readonly file: ForeignFile;
  readonly content: Content;
  readonly kinds: ReadonlySet<SignalKind>;
}

export const convert: Convert = async ({ label, files }, draft, signal) => {
  const times = new Times(draft.losses);
  const read: ReadFile[] = [];
  for (const file of [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)))
    if (!isCompanion(file.path)) read.push(await readFile(file, draft.losses, times, signal));
  const { start, end } = times;
  if (start > end)
    throw new TraceError('format-broken', {
      path: label,
      format: 'OTLP',
      reason: 'it holds no log record, point of a metric or span that tells a time',
    });
  draft.losses.time('measured', METHOD);
  draft.origin = { wall_utc: isoText(start / 1_000), wall_uncertainty_us: 1_000 };
  draft.until(end - start);
  draft.mode = 'live';
  for (const { file, content, kinds } of read) {
    draft.original(file);
    for (const kind of [...kinds].sort())
      draft.layer({
        id: kind.replace('otel_', ''),
        kind,
        ...(read.length > 1 && { title: file.path }),
        format: { name: 'otlp', version: null },
        clock: oneClock('wall', 'us', 'measured', METHOD, start),
        file: { name: withEnding(cleanName(file.name), 'jsonl'), mediaType: 'application/x-ndjson', content },
      });
  }
};

async function readFile(
  file: ForeignFile,
  losses: LossLog,
  times: Times,
  signal: AbortSignal | undefined,
): Promise<ReadFile> {
  const kinds = new Set<SignalKind>();
  const take = (request: unknown): void => {
    for (const kind of kindsOf(request)) kinds.add(kind);
    times.take(request);
  };
  for await (const { line, value } of jsonLines(file, signal)) {
    if (kindsOf(value).length > 0) take(value);
    else if (kinds.size > 0)
      losses.add(
        'unreadable',
        'A line is no request of OTLP: it is kept in the file, and not shown',
        `${file.path}, line ${line}`,
      );
    // It began as a request: so it is one, over several lines.
    else break;
  }
  if (kinds.size > 0) return { file, content: file, kinds };
  const request = await wholeJson(file, 'OTLP', signal);
  take(request);
  losses.add('changed', 'A file is one JSON text over several lines: it is kept in one line', file.path);
  return { file, content: `${jsonText(request, file.path)}\n`, kinds };
}

/** When all that is told began and ended, in microseconds since 1970. */
class Times {
  start = Infinity;
  end = -Infinity;
  readonly #losses: LossLog;

  constructor(losses: LossLog) {
    this.#losses = losses;
  }

  take(request: unknown): void {
    for (const { kind, start, end } of timesOf(request)) {
      if (start === undefined) {
        this.#losses.add('dropped', `${NOUNS[kind]} tells no time: it is kept in the file, and not shown`);
        continue;
      }
      this.start = Math.min(this.start, start);
      this.end = Math.max(this.end, end ?? start);
    }
  }
}
