/** Which moments are spoken of. Pure. */
import { fromMicros, type TimeRange } from '../../base/time.ts';
import { distance, meet } from '../spans.ts';
import type { Moment } from './moment.ts';
import type { Segment } from './segments.ts';
import { holdsPhrase, speaksOf } from './words.ts';

export interface CoverLimits {
  /** Microseconds before a moment's start and after its end in which speech counts for it. */
  readonly before: number;
  readonly after: number;
  /** How many moments one segment may explain. */
  readonly each: number;
  /** Words that give a reason. */
  readonly reasons: readonly string[];
}

export interface Coverage {
  readonly moment: Moment;
  /** A: the segment that counts for it; undefined: nobody speaks of it. */
  readonly segment: Segment | undefined;
  /** B: something is said in its window that names what it is about. */
  readonly isTopical: boolean;
  /** C: something is said in its window that gives a reason. */
  readonly isReasoned: boolean;
}

/** `moments` and `segments` in time order; the coverage of each moment in the same order. */
export function coverMoments(
  moments: readonly Moment[],
  segments: readonly Segment[],
  limits: CoverLimits,
): readonly Coverage[] {
  const near = moments.map(({ range }) => {
    const window = windowOf(range, limits);
    return segments
      .flatMap((segment, index) =>
        meet(segment.range, window) ? [{ index, segment, far: distance(segment.range, range) }] : [],
      )
      .sort((a, b) => a.far - b.far || a.index - b.index);
  });
  const chosen = assign(
    moments.map(({ weight }) => weight),
    near.map((list) => list.map(({ index }) => index)),
    limits.each,
  );
  return moments.map((moment, index) => {
    const said = chosen.has(index) ? (near[index] ?? []).map(({ segment }) => segment) : [];
    return {
      moment,
      segment: segments[chosen.get(index) ?? -1],
      isTopical: said.some(({ words }) => words.some((word) => namesAny(word, moment.tokens))),
      isReasoned: said.some(({ words }) => limits.reasons.some((reason) => holdsPhrase(words, reason))),
    };
  });
}

function windowOf({ start, end }: TimeRange, { before, after }: CoverLimits): TimeRange {
  return { start: fromMicros(start - before), end: fromMicros(end + after) };
}

function namesAny(word: string, tokens: ReadonlySet<string>): boolean {
  for (const token of tokens) if (speaksOf(word, token)) return true;
  return false;
}

/**
 * Gives each moment a segment of its list, none to more than `each`, so that the weight of those that have one is as
 * great as can be: the heavier first, each along an augmenting path (a greedy choice in a transversal matroid, Edmonds
 * 1971, is the best). Moment → segment.
 */
function assign(
  weights: readonly number[],
  wanted: readonly (readonly number[])[],
  each: number,
): ReadonlyMap<number, number> {
  const holders = new Map<number, number[]>();
  const give = (moment: number, tried: Set<number>): boolean => {
    for (const segment of wanted[moment] ?? []) {
      if (tried.has(segment)) continue;
      tried.add(segment);
      const held = holders.get(segment) ?? [];
      if (held.length < each) {
        holders.set(segment, [...held, moment]);
        return true;
      }
      const moved = held.find((holder) => give(holder, tried));
      if (moved !== undefined) {
        holders.set(segment, [...(holders.get(segment) ?? []).filter((holder) => holder !== moved), moment]);
        return true;
      }
    }
    return false;
  };
  const order = weights
    .map((_, moment) => moment)
    .sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b);
  for (const moment of order) give(moment, new Set());
  return new Map([...holders].flatMap(([segment, held]) => held.map((moment) => [moment, segment] as const)));
}
