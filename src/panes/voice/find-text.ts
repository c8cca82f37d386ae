/** Finding in a transcript. Pure. */

/** A piece of a text. Together the pieces are the text. */
export interface Piece {
  readonly text: string;
  /** It is what was looked for, or a part of it. */
  readonly hit: boolean;
  /** It is something that is done, in brackets, and not said. */
  readonly action: boolean;
}

/** A pattern that finds `query` as it stands, in either case; undefined for nothing to find. */
export function patternOf(query: string): RegExp | undefined {
  const words = query.trim();
  if (words === '') return undefined;
  const literal = words.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  // A line break in a cue is a space to the reader.
  return new RegExp(literal.replace(/\s+/g, String.raw`\s+`), 'giu');
}

/** Indexes of the texts in which `pattern` is found. */
export function findAll(texts: readonly string[], pattern: RegExp | undefined): readonly number[] {
  if (!pattern) return [];
  return texts.flatMap((text, index) => (text.search(pattern) >= 0 ? [index] : []));
}

/** `[typing]`: what is done and not said, as transcripts of thinking aloud put it. */
const ACTION = /\[[^[\]\n]{1,200}\]/g;

/** Finds, and actions, of one text that are set apart: more than its row can show, and few enough to draw at once. */
const MOST_APART = 200;

/**
 * `text` cut at each place where `pattern` is found, and around each action in brackets. After the first 200 of either
 * the others are left in the text around them.
 */
export function cut(text: string, pattern: RegExp | undefined): readonly Piece[] {
  const hits = rangesOf(text, pattern);
  const actions = rangesOf(text, ACTION);
  const edges = new Set([0, text.length, ...hits.flat(), ...actions.flat()]);
  const sorted = [...edges].sort((a, b) => a - b);
  let hit = 0;
  let action = 0;
  return sorted.slice(0, -1).map((start, index): Piece => {
    while ((hits[hit]?.[1] ?? Infinity) <= start) hit += 1;
    while ((actions[action]?.[1] ?? Infinity) <= start) action += 1;
    return {
      text: text.slice(start, sorted[index + 1]),
      hit: (hits[hit]?.[0] ?? Infinity) <= start,
      action: (actions[action]?.[0] ?? Infinity) <= start,
    };
  });
}

type Range = readonly [start: number, end: number];

function rangesOf(text: string, pattern: RegExp | undefined): readonly Range[] {
  const ranges: Range[] = [];
  if (!pattern) return ranges;
  for (const { index, 0: found } of text.matchAll(pattern)) {
    ranges.push([index, index + found.length]);
    if (ranges.length === MOST_APART) break;
  }
  return ranges;
}

/**
 * The place in `found` to go to from row `at`, forwards or backwards, around the ends; -1 where nothing was found.
 * `found`: rows, ascending.
 */
export function nextPlace(found: readonly number[], at: number, forwards: boolean): number {
  if (found.length === 0) return -1;
  if (forwards)
    return Math.max(
      0,
      found.findIndex((row) => row > at),
    );
  const place = found.findLastIndex((row) => row < at);
  return place >= 0 ? place : found.length - 1;
}
