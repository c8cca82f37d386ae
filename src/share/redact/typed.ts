/** What was typed key by key, and values that grow with it: there a text stands in pieces, and the half of it in each. Pure. */
import type { Finder } from './finder.ts';
import { BLOCK, Counts } from './mask.ts';
import { Units, type View } from './views.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Keys that were hidden read so: see the schema of input events. */
const HIDDEN = '•';

export interface Records {
  readonly records: readonly Fields[];
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * Input events without the keys that typed what is to be removed: all keys from the first to the last of it. `hides`: the
 * id of the redaction by which a key goes in any case.
 */
export function redactKeys(
  records: readonly Fields[],
  finder: Finder,
  hides: (record: Fields) => string | undefined,
): Records {
  const counts = new Counts();
  const gone = new Set<number>();
  records.forEach((record, row) => {
    const id = isKey(record) ? hides(record) : undefined;
    if (id === undefined) return;
    counts.one(id);
    gone.add(row);
  });
  for (const view of [typedView(records, false), typedView(records, true)]) {
    const found = finder.findIn(view);
    for (const [id, count] of found.counts) counts.one(id, Math.max(0, count - (counts.all.get(id) ?? 0)));
    for (const [first, last] of stretches(found.hits.map(({ from }) => from)))
      for (let row = first; row <= last; row += 1) if (isKey(records[row])) gone.add(row);
  }
  for (const row of [...gone]) releaseOf(records, row, gone);
  return {
    records: records.map((record, row) => (gone.has(row) ? hidden(record) : record)),
    counts: counts.all,
  };
}

function isKey(record: Fields | undefined): boolean {
  return record?.['type'] === 'key_down' || record?.['type'] === 'key_up';
}

function hidden({ code: _code, mods: _mods, ...record }: Fields): Fields {
  return { ...record, key: HIDDEN, masked: true };
}

/** The text that the keys typed; each unit comes from the row of its key. `erases`: Backspace takes one back. */
function typedView(records: readonly Fields[], erases: boolean): View {
  const typed: { readonly char: string; readonly row: number }[] = [];
  records.forEach((record, row) => {
    const { type, key, mods } = record;
    if (type !== 'key_down' || typeof key !== 'string' || key === 'Shift') return;
    const held = Array.isArray(mods) && mods.some((mod) => mod === 'Control' || mod === 'Meta');
    if (Array.from(key).length === 1 && !held) typed.push({ char: key, row });
    else if (key === 'Backspace') {
      if (erases) typed.pop();
    } else typed.push({ char: '\n', row });
  });
  const units = new Units();
  for (const { char, row } of typed) units.add(char, row, row + 1);
  return units.view();
}

/** Rows of one text are near each other: from the first to the last of them, where no more than these lie between. */
const NEAR = 400;

function stretches(rows: readonly number[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const row of rows.toSorted((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && row - last[1] <= NEAR) last[1] = row;
    else found.push([row, row]);
  }
  return found;
}

/** A key that is let go of says which one it was. */
function releaseOf(records: readonly Fields[], row: number, gone: Set<number>): void {
  const { type, key, code } = records[row] ?? {};
  if (type !== 'key_down') return;
  for (let at = row + 1; at < records.length; at += 1) {
    const other = records[at];
    if (other?.['type'] !== 'key_up') continue;
    const same =
      code === undefined
        ? String(other['key']).toLowerCase() === String(key).toLowerCase()
        : other['code'] === code;
    if (!same) continue;
    gone.add(at);
    return;
  }
}

/**
 * Values of one field while it is typed into: where one of them holds what is to be removed, all of them are hidden, since
 * the others are its beginnings. `fieldOf`: names the field of a value; undefined: the record has none.
 */
export function redactValues(
  records: readonly Fields[],
  finder: Finder,
  fieldOf: (record: Fields) => { readonly field: string; readonly value: string } | undefined,
): Records {
  const counts = new Counts();
  const rows = new Map<string, number[]>();
  const told = new Set<string>();
  records.forEach((record, row) => {
    const found = fieldOf(record);
    if (!found) return;
    rows.set(found.field, [...(rows.get(found.field) ?? []), row]);
    const { counts: own } = finder.find(found.value);
    if (own.size > 0) told.add(found.field);
    counts.add(own);
  });
  const gone = new Set([...told].flatMap((field) => rows.get(field) ?? []));
  return {
    records: records.map((record, row) => {
      const value = gone.has(row) ? fieldOf(record)?.value : undefined;
      return value === undefined
        ? record
        : { ...record, value: BLOCK.repeat(Array.from(value).length), masked: true };
    }),
    counts: counts.all,
  };
}
