/** What a list shows of one hit. Pure. */
import type { Corpus } from './corpus.ts';
import type { Hits } from './find.ts';
import { fold } from './fold.ts';
import { needleOf, type Query } from './query.ts';

export interface HitRow {
  /** The part of the line around the hit. */
  readonly text: string;
  /** Places of what was looked for in `text`: [start, end), ascending. */
  readonly marks: readonly (readonly [start: number, end: number])[];
  /** The line goes on before and after. */
  readonly before: boolean;
  readonly after: boolean;
  /** A file, an address, whoever spoke; '' for none. */
  readonly place: string;
  /** Line of the file, from 1; 0: none. */
  readonly row: number;
}

/** Characters of a line that are shown, and of those before the hit. */
const SHOWN = 300;
const LEAD = 24;

/** Hit `index`; undefined where there is none. */
export function hitRow(corpus: Corpus, hits: Hits, index: number, query: Query): HitRow | undefined {
  const line = hits.lines[index];
  const column = hits.columns[index];
  const length = hits.lengths[index];
  if (line === undefined || column === undefined || length === undefined) return undefined;
  const start = corpus.starts[line] ?? 0;
  const end = (corpus.starts[line + 1] ?? start + 1) - 1;
  const indent = corpus.text.slice(start, start + column).search(/\S/);
  // Blanks at its start say nothing where there is little room.
  const first = indent < 0 ? column : indent;
  const from = column - first > LEAD * 2 ? wordStart(corpus.text, start + column - LEAD) - start : first;
  const text = corpus.text.slice(start + from, Math.min(end, start + from + SHOWN));
  return {
    text,
    marks: marksIn(text, query, column - from, length),
    before: from > first,
    after: start + from + SHOWN < end,
    place: corpus.placeNames[corpus.places[line] ?? 0] ?? '',
    row: corpus.rows[line] ?? 0,
  };
}

/** The first word that begins at `at` or soon after; `at` itself where none does. */
function wordStart(text: string, at: number): number {
  const blank = text.slice(at - 1, at + LEAD / 2).search(/\s\S/);
  return blank < 0 ? at : at + blank;
}

/** Of a pattern only the hit itself: looking further for it could take for ever. */
function marksIn(text: string, query: Query, at: number, length: number): HitRow['marks'] {
  const hit = [at, Math.min(text.length, at + length)] as const;
  if (query.pattern || query.wholeWord) return [hit];
  const needle = needleOf(query);
  const hay = query.matchCase ? text : fold(text);
  const marks: (readonly [number, number])[] = [];
  for (let next = hay.indexOf(needle); next >= 0; next = hay.indexOf(needle, next + needle.length))
    marks.push([next, next + needle.length]);
  return marks.length > 0 ? marks : [hit];
}
