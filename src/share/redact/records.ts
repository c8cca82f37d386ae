/** JSON Lines layers: records of removed times, files and addresses go, keys and growing values are hidden, words masked. Pure. */
import type { Finder } from './finder.ts';
import { BLOCK, Counts, maskJson, type Masked } from './mask.ts';
import { removes, type RemovedTime } from './ranges.ts';
import { redactKeys, redactValues } from './typed.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Something named that goes, by the redaction `id`. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface RecordRules {
  readonly kind: string;
  readonly finder: Finder;
  readonly times: readonly RemovedTime[];
  /** Times whose keys alone go. */
  readonly keys: readonly RemovedTime[];
  /** Files of the workspace. */
  readonly files: readonly Named[];
  /** How addresses begin. */
  readonly urls: readonly Named[];
  /** Native time to microseconds of trace time. */
  readonly toTrace: (native: number) => number;
  /** Files of the bundle, by their old path, that something was taken out of: what was typed into them goes, too. */
  readonly touched: ReadonlySet<string>;
}

export interface RedactedRecords extends Masked {
  /** Records that are gone, as they were. */
  readonly dropped: readonly Fields[];
  /** How many are left. */
  readonly left: number;
}

interface Line {
  readonly text: string;
  readonly record: Fields | undefined;
}

export function redactRecords(source: string, rules: RecordRules): RedactedRecords {
  const counts = new Counts();
  const lines = source.split('\n').map((text): Line => ({ text, record: recordOf(text) }));
  const reasons = lines.map(({ record }) => record && reasonToDrop(record, rules));
  const unsaved = unsavedToDrop(lines, rules);
  const dropped: Fields[] = [];
  const kept: Line[] = [];
  for (const [index, line] of lines.entries()) {
    const id = reasons[index] ?? unsaved(line.record);
    if (id === undefined || !line.record) kept.push(line);
    else {
      counts.one(id);
      // A command is what others name by its number: it stays, without its words.
      if (rules.kind === 'commands')
        kept.push({ text: '', record: { ...line.record, command: BLOCK, cwd: null } });
      else dropped.push(line.record);
    }
  }
  const typed = hideTyped(kept, rules, counts);
  const text = typed
    .map((line, index) => {
      const before = kept[index];
      return line.record === before?.record && before?.text !== '' ? line.text : JSON.stringify(line.record);
    })
    .join('\n');
  const masked = maskJson(text, rules.finder);
  counts.add(masked.counts);
  const left = masked.text.split('\n').filter((line) => line.trim() !== '').length;
  return { text: masked.text, counts: counts.all, dropped, left };
}

function reasonToDrop(
  record: Fields,
  { times, files, urls, toTrace, kind }: RecordRules,
): string | undefined {
  const { t, t_start: began, t_end: ends, file, to, url } = record;
  const start = typeof t === 'number' ? t : began;
  if (typeof start === 'number') {
    const id = removes(times, toTrace(start), typeof ends === 'number' ? toTrace(ends) : undefined);
    if (id !== undefined) return id;
  }
  const named = kind === 'ide_edits' ? files.find(({ name }) => name === file || name === to) : undefined;
  const address = typeof url === 'string' ? urls.find(({ name }) => url.startsWith(name)) : undefined;
  return (named ?? address)?.id;
}

/** What was typed into a file and not saved stands in pieces, which nobody can search: of a file concerned all of it goes. */
function unsavedToDrop(
  lines: readonly Line[],
  { kind, finder, touched }: RecordRules,
): (record: Fields | undefined) => string | undefined {
  if (kind !== 'ide_edits') return () => undefined;
  const typed = new Map<string, string>();
  const concerned = new Map<string, string>();
  const [first] = finder.removed;
  for (const { record } of lines) {
    if (!record || typeof record['file'] !== 'string') continue;
    const { file, content, changes } = record;
    if (typeof content === 'string' && touched.has(content) && first) concerned.set(file, first.id);
    if (!Array.isArray(changes)) continue;
    const texts = (changes as readonly Fields[]).map(({ text }) => (typeof text === 'string' ? text : ''));
    typed.set(file, (typed.get(file) ?? '') + texts.join(''));
  }
  for (const [file, text] of typed) for (const id of finder.find(text).counts.keys()) concerned.set(file, id);
  return (record) => (record?.['type'] === 'change' ? concerned.get(String(record['file'])) : undefined);
}

function hideTyped(lines: readonly Line[], rules: RecordRules, counts: Counts): readonly Line[] {
  const { kind, finder, keys, toTrace } = rules;
  if (kind !== 'input_events' && kind !== 'browser_events') return lines;
  const rows = lines.map(({ record }) => record ?? {});
  const found =
    kind === 'input_events'
      ? redactKeys(rows, finder, ({ t }) => (typeof t === 'number' ? removes(keys, toTrace(t)) : undefined))
      : redactValues(rows, finder, fieldOf);
  counts.add(found.counts);
  return lines.map((line, index) => {
    const record = found.records[index];
    return !line.record || !record || record === rows[index] ? line : { text: line.text, record };
  });
}

/** A field of a page, by its tab and its place there. */
function fieldOf({
  tab,
  target,
  value,
}: Fields): { readonly field: string; readonly value: string } | undefined {
  return typeof value === 'string' ? { field: JSON.stringify([tab, target]), value } : undefined;
}

function recordOf(text: string): Fields | undefined {
  try {
    const record = JSON.parse(text) as unknown;
    return typeof record === 'object' && record !== null && !Array.isArray(record)
      ? (record as Fields)
      : undefined;
  } catch {
    // Whoever reads the layer reports the line; it is masked as it is.
    return undefined;
  }
}
