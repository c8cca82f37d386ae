/** A list of what is to be captured again, as files: Markdown for people, CSV for spreadsheets, JSON for programs. Pure. */
import type { TimeWords } from '../base/time-words.ts';
import type { QcRecaptureFile } from '../schema/generated/types.ts';
import { wordsOf } from '../trace/order-only.ts';
import type { RecaptureEntry, RecaptureTrace } from './recapture-list.ts';

export type RecaptureFormat = 'md' | 'csv' | 'json';

export const RECAPTURE_FORMATS: readonly RecaptureFormat[] = ['md', 'csv', 'json'];

/** The list in a format; it ends with a line break. */
export function recaptureText(traces: readonly RecaptureTrace[], format: RecaptureFormat): string {
  switch (format) {
    case 'md':
      return markdown(traces);
    case 'csv':
      return csv(traces);
    case 'json':
      return `${JSON.stringify(recaptureFile(traces), null, 2)}\n`;
  }
}

/** See `public/schema/qc_recapture.v1.json`. */
export function recaptureFile(traces: readonly RecaptureTrace[]): QcRecaptureFile {
  return {
    schema: { name: 'playhead-qc-recapture', version: 1 },
    traces: traces.map(({ label, bundle, family, duration, steps, entries }) => ({
      label,
      bundle_id: bundle,
      family,
      duration_us: duration,
      ...(steps !== undefined && { steps }),
      entries: entries.map(({ range, reason, severity, action, owner, message, note, finding, marked }) => ({
        ...(range && { range_us: [range.start, range.end] as [number, number] }),
        reason,
        severity,
        action,
        owner,
        message,
        ...(note !== '' && { note }),
        ...(finding !== undefined && { finding }),
        ...(marked && { marked: { by: marked.by, at: marked.at } }),
      })),
    })),
  };
}

const HEADS = ['from', 'to', 'severity', 'reason', 'what is wrong', 'to do', 'who', 'note', 'asked for by'];

function markdown(traces: readonly RecaptureTrace[]): string {
  const count = traces.reduce((sum, { entries }) => sum + entries.length, 0);
  const lines = [
    '# To be captured again',
    '',
    count === 0 ? 'Nothing.' : `${count} ${count === 1 ? 'entry' : 'entries'}.`,
    ...traces
      .filter(({ entries }) => entries.length > 0)
      .flatMap(({ label, bundle, family, duration, steps, entries }) => [
        '',
        `## ${markdownText(label)}`,
        '',
        `${markdownText(family)}, ${wordsOf(steps).extent(duration)}, ${markdownText(bundle)}`,
        '',
        tableRow(HEADS),
        tableRow(HEADS.map(() => '---')),
        ...entries.map((entry) => tableRow(markdownCells(entry, wordsOf(steps)))),
      ]),
  ];
  return `${lines.join('\n')}\n`;
}

function markdownCells(entry: RecaptureEntry, words: TimeWords): readonly string[] {
  const { severity, reason, message, action, owner, note, marked } = entry;
  const [from, to] = timesOf(entry, words);
  const by = marked ? `${marked.by}, ${marked.at}` : 'the rules';
  return [from || 'all of it', to, severity, reason, message, action, owner, note, by].map(markdownText);
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Text that stays text: what Markdown or HTML could read as something else is escaped, and it keeps to its line. */
function markdownText(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>()#+!|~$&]/g, '\\$&')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/(https?|ftp|www|mailto)(?=[:.])/gi, '$1\u200B')
    .trim();
}

const COLUMNS = [
  'trace',
  'bundle_id',
  'family',
  'from',
  'to',
  'from_us',
  'to_us',
  'severity',
  'reason',
  'what_is_wrong',
  'to_do',
  'who',
  'note',
  'asked_for_by',
  'at',
  'finding',
];

/** RFC 4180. Empty times: the whole trace. */
function csv(traces: readonly RecaptureTrace[]): string {
  const rows = traces.flatMap(({ label, bundle, family, steps, entries }) =>
    entries.map((entry) => {
      const { range, severity, reason, message, action, owner, note, marked, finding } = entry;
      return [
        label,
        bundle,
        family,
        ...timesOf(entry, wordsOf(steps)),
        String(range?.start ?? ''),
        String(range?.end ?? ''),
        severity,
        reason,
        message,
        action,
        owner,
        note,
        marked?.by ?? 'the rules',
        marked?.at ?? '',
        finding ?? '',
      ];
    }),
  );
  return [COLUMNS, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** What a spreadsheet would compute, after spaces and signs that are not seen; half and full width. */
const FORMULA = /^[\s\p{C}'"]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

/** A cell that no spreadsheet computes: what could be a formula begins with an apostrophe, as text does there. */
function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** As people read them; '' twice for the whole trace. */
function timesOf({ range }: RecaptureEntry, words: TimeWords): readonly [string, string] {
  return range ? [words.moment(range.start), words.end(range.end)] : ['', ''];
}
