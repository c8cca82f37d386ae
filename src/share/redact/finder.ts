/** Finds what is to be removed in texts, however it is written there. Pure. */
import { base64Runs } from './base64-runs.ts';
import { plainView, readings, type View } from './views.ts';

/** A text that is to be nowhere in the copy. */
export interface Removed {
  readonly text: string;
  /** id of the redaction that names it. */
  readonly id: string;
}

/** Units of a source that are to be replaced by so many blocks. */
export interface Hit {
  readonly from: number;
  readonly to: number;
  readonly blocks: number;
}

export interface Found {
  readonly hits: readonly Hit[];
  /** How often each redaction found something, by id. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Shorter texts stand everywhere, by chance, too: what removes them leaves nothing. */
export const LEAST_LENGTH = 4;

const NOTHING: Found = { hits: [], counts: new Map() };

/** A character that takes two cells of a terminal (Unicode Standard Annex 11, its wide and fullwidth blocks). */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
/** Marks, and what only joins or directs characters. */
const NO_CELL = /^(?:\p{M}|\p{Cf})$/u;

export class Finder {
  /** What is looked for, also with its blanks made one, and in hexadecimal digits. */
  readonly #needles: readonly Removed[];
  readonly removed: readonly Removed[];

  /** Texts of several lines are looked for line by line, too: a diff, or a page, may stand between them. */
  constructor(removed: readonly Removed[]) {
    this.removed = distinct(
      removed.flatMap(({ text, id }) => linesOf(text).map((line) => ({ text: line, id }))),
    );
    this.#needles = distinct(
      this.removed.flatMap(({ text, id }) => formsOf(text).map((form) => ({ text: form, id }))),
    );
  }

  get isIdle(): boolean {
    return this.#needles.length === 0;
  }

  find(text: string): Found {
    return this.isIdle || text.length < LEAST_LENGTH ? NOTHING : this.findIn(plainView(text));
  }

  /** `depth`: of base64 in base64. */
  findIn(first: View, depth = 0): Found {
    if (this.isIdle) return NOTHING;
    const hits = new Map<string, Hit>();
    const counts = new Map<string, number>();
    const places = new Set<string>();
    for (const view of readings(first)) {
      for (const { text: needle, id } of this.#needles)
        for (let at = view.text.indexOf(needle); at >= 0; at = view.text.indexOf(needle, at + 1)) {
          const place = `${id} ${view.from[at]}`;
          if (!places.has(place)) counts.set(id, (counts.get(id) ?? 0) + 1);
          places.add(place);
          for (const hit of unitsOf(view, at, needle.length)) hits.set(`${hit.from} ${hit.to}`, hit);
        }
      if (depth < 2)
        for (const { from, to, bytes } of base64Runs(view.text)) {
          const inner = this.findIn(plainView(bytes), depth + 1);
          if (inner.hits.length === 0) continue;
          const start = view.from[from] ?? 0;
          const end = view.to[to - 1] ?? start;
          hits.set(`${start} ${end}`, { from: start, to: end, blocks: to - from });
          for (const [id, count] of inner.counts) counts.set(id, Math.max(count, counts.get(id) ?? 0));
        }
    }
    return { hits: merged([...hits.values()]), counts };
  }

  has(text: string): boolean {
    return this.find(text).hits.length > 0;
  }
}

/** The units that are replaced; blanks stay, so that lines and records keep their form. */
function unitsOf({ text, from, to }: View, at: number, length: number): readonly Hit[] {
  const hits: Hit[] = [];
  for (const char of text.slice(at, at + length)) {
    const start = from[at] ?? 0;
    const end = to[at + char.length - 1] ?? start;
    at += char.length;
    if (!/\s/.test(char)) hits.push({ from: start, to: end, blocks: cellsOf(char) });
  }
  return hits;
}

export function cellsOf(char: string): number {
  return NO_CELL.test(char) ? 0 : WIDE.test(char) ? 2 : 1;
}

/** In order, none of them over another. */
function merged(hits: readonly Hit[]): readonly Hit[] {
  const found: Hit[] = [];
  for (const hit of hits.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = found.at(-1);
    if (!last || hit.from >= last.to) found.push(hit);
    else if (hit.to > last.to)
      found[found.length - 1] = { ...last, to: hit.to, blocks: last.blocks + hit.blocks };
  }
  return found;
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line.length >= LEAST_LENGTH);
}

function formsOf(text: string): readonly string[] {
  const hex = Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
  return [text, text.replace(/\s+/g, ' '), hex, hex.toUpperCase()];
}

/** Each text once, the longest first. */
function distinct(removed: readonly Removed[]): readonly Removed[] {
  const found = new Map<string, Removed>();
  for (const one of removed) if (!found.has(one.text)) found.set(one.text, one);
  return [...found.values()].sort((a, b) => b.text.length - a.text.length);
}
