/** Finding in a corpus. Pure; the work can be interrupted. */
import { lastAtMost } from '../base/search-sorted.ts';
import type { Corpus } from './corpus.ts';
import { NumberList } from './number-list.ts';
import { isWhole, needleOf, type Query } from './query.ts';
import { inOrder, timeOrder } from './time-order.ts';

/** The lines of a corpus that hold what is looked for, in time order; those without a time last. */
export interface Hits {
  /** Indexes of lines. */
  readonly lines: Uint32Array;
  /** Where in its line the hit stands, in UTF-16 code units. */
  readonly columns: Uint32Array;
  readonly lengths: Uint32Array;
  /** When all of the hit was there: see `OwnTime`. */
  readonly times: Float64Array;
  /** There are more than are listed. */
  readonly more: boolean;
}

/** Hits of a corpus at most. */
export const MAX_HITS = 500_000;

/** So many places are looked at between two moments at which the work can be interrupted; the first time, so that something can be told soon. */
const SLICE = 4_096;
const FIRST_SLICE = 128;

/** Collects the hits of one corpus, one a line: the first of those that were there first. */
export class HitList {
  readonly #corpus: Corpus;
  readonly #lines = new NumberList(Uint32Array);
  readonly #columns = new NumberList(Uint32Array);
  readonly #lengths = new NumberList(Uint32Array);
  readonly #times = new NumberList(Float64Array);
  #last = -1;

  constructor(corpus: Corpus) {
    this.#corpus = corpus;
  }

  get isFull(): boolean {
    return this.#lines.length >= MAX_HITS;
  }

  /** Index of the line that the text at `at` is in; not before that of the last call. */
  lineAt(at: number, from: number): number {
    const { starts } = this.#corpus;
    // Hits often stand close: with steps that double, the near ones cost least. No function is called in it, since it runs
    // for every hit; and nothing is read beyond the end, which would make every reading slow from then on.
    const end = starts.length - 1;
    let step = 1;
    let low = from;
    while (low + step < end && (starts[low + step] ?? 0) <= at) {
      low += step;
      step *= 2;
    }
    let high = Math.min(low + step, end);
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Takes [at, end) of the text, in line `line`; true where no other place in the line can be a better hit. */
  take(line: number, at: number, end: number): boolean {
    const time = timeOf(this.#corpus, line, at, end);
    if (time === undefined) return false;
    const column = at - (this.#corpus.starts[line] ?? 0);
    if (line !== this.#last) {
      this.#last = line;
      this.#lines.push(line);
      this.#columns.push(column);
      this.#lengths.push(end - at);
      this.#times.push(time);
    } else if (time < (this.#times.last ?? NaN)) {
      this.#columns.replaceLast(column);
      this.#lengths.replaceLast(end - at);
      this.#times.replaceLast(time);
    }
    return !hasPieces(this.#corpus, line);
  }

  /** The first `most` of the hits, once the lines before `line` have been looked through: those that will be first in the end, too. */
  first(line: number, most: number): Hits {
    const { lines, columns, lengths, times } = this.hits(true);
    const limit = soonestFrom(this.#corpus, line);
    let count = 0;
    while (count < Math.min(most, times.length) && (times[count] ?? NaN) < limit) count += 1;
    return {
      lines: lines.slice(0, count),
      columns: columns.slice(0, count),
      lengths: lengths.slice(0, count),
      times: times.slice(0, count),
      more: true,
    };
  }

  hits(more: boolean): Hits {
    const [lines, columns, lengths] = [this.#lines.all(), this.#columns.all(), this.#lengths.all()];
    const times = this.#times.all();
    const order = timeOrder(times);
    if (!order) return { lines, columns, lengths, times, more };
    return {
      lines: inOrder(lines, order),
      columns: inOrder(columns, order),
      lengths: inOrder(lengths, order),
      times: inOrder(times, order),
      more,
    };
  }
}

/** Finds a query that is no pattern, and not empty, into `found`, which is empty. Tells the line that it has come to. */
export function* findText(
  corpus: Corpus,
  query: Query,
  found: HitList = new HitList(corpus),
): Generator<number, Hits> {
  const { text, folded, starts } = corpus;
  const hay = query.matchCase ? text : folded;
  const needle = needleOf(query);
  let line = 0;
  let looked = 0;
  let at = hay.indexOf(needle);
  while (at >= 0 && !found.isFull) {
    line = found.lineAt(at, line);
    const end = at + needle.length;
    const counts = (!query.wholeWord || isWhole(text, at, end)) && found.take(line, at, end);
    at = hay.indexOf(needle, counts ? starts[line + 1] : at + 1);
    looked += 1;
    if (looked % SLICE === 0 || looked === FIRST_SLICE) yield line;
  }
  return found.hits(at >= 0);
}

/** No hit in the lines from `line` on has an earlier time; NaN where none of them has a time. */
function soonestFrom(
  { times, pieces: { firstOfLine, times: ofPieces, fresh } }: Corpus,
  line: number,
): number {
  // Lines stand in the order of their own times; a hit may lie in a part of one that came before.
  let soonest = times[line] ?? Infinity;
  if (firstOfLine.length === 0) return soonest;
  for (let piece = firstOfLine[line] ?? 0; piece < ofPieces.length; piece++)
    if (fresh[piece] === 1 && (ofPieces[piece] ?? NaN) < soonest) soonest = ofPieces[piece] ?? NaN;
  return soonest;
}

function hasPieces({ pieces }: Corpus, line: number): boolean {
  if (pieces.firstOfLine.length === 0) return false;
  return (pieces.firstOfLine[line] ?? 0) < (pieces.firstOfLine[line + 1] ?? 0);
}

/** When all of [at, end) had come; undefined where none of it is new in this line. */
function timeOf({ times, pieces }: Corpus, line: number, at: number, end: number): number | undefined {
  if (pieces.firstOfLine.length === 0) return times[line];
  const first = pieces.firstOfLine[line] ?? 0;
  const last = pieces.firstOfLine[line + 1] ?? 0;
  if (first === last) return times[line];
  let piece = first + lastAtMost(last - first, (index) => pieces.from[first + index] ?? Infinity, at);
  let time = -Infinity;
  let fresh = false;
  for (; piece < last && (pieces.from[piece] ?? Infinity) < end; piece++) {
    time = Math.max(time, pieces.times[piece] ?? NaN);
    fresh ||= pieces.fresh[piece] === 1;
  }
  return fresh ? time : undefined;
}
