/** Which moments are spoken of. Pure. */
import { fromMicros, type TimeRange } from '../../base/time.ts';
import { holdsAny } from '../../trace/spoken-words.ts';
import { distance, meet } from '../spans.ts';
import type { Moment } from './moment.ts';
import type { Segment } from './segments.ts';
import { speaksOf } from './words.ts';

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

/** What a segment says, found out once however many moments it is near. */
interface Heard {
  /** Each once. */
  readonly words: ReadonlySet<string>;
  readonly isReason: boolean;
}

/** `moments` and `segments` by their starts; the coverage of each moment in the same order. */
export function coverMoments(
  moments: readonly Moment[],
  segments: readonly Segment[],
  limits: CoverLimits,
): readonly Coverage[] {
  const near = segmentsNear(moments, segments, limits);
  const chosen = assign(
    moments.map(({ weight }) => weight),
    near,
    limits.each,
  );
  const hearing = new Map<number, Heard>();
  const hear = (at: number): Heard => {
    const words = segments[at]?.words ?? [];
    const heard = hearing.get(at) ?? { words: new Set(words), isReason: holdsAny(words, limits.reasons) };
    hearing.set(at, heard);
    return heard;
  };
  return moments.map((moment, index) => {
    const own = chosen.get(index);
    const said = own === undefined ? [] : (near[index] ?? []).map(hear);
    return {
      moment,
      segment: own === undefined ? undefined : segments[own],
      isTopical: said.some(({ words }) => [...moment.tokens].some((token) => speaksOf(words, token))),
      isReasoned: said.some(({ isReason }) => isReason),
    };
  });
}

/** For each moment the indices of the segments in its window, the nearest first. */
function segmentsNear(
  moments: readonly Moment[],
  segments: readonly Segment[],
  limits: CoverLimits,
): readonly (readonly number[])[] {
  let next = 0;
  /** Those that have begun, and may still meet a window: windows begin one after the other. */
  let open: { readonly index: number; readonly range: TimeRange }[] = [];
  return moments.map(({ range, agent }) => {
    const window = windowOf(range, limits);
    open = open.filter(({ range: { end } }) => end >= window.start);
    for (
      let segment = segments[next];
      segment && segment.range.start <= window.end;
      segment = segments[next]
    ) {
      open.push({ index: next, range: segment.range });
      next += 1;
    }
    return open
      .filter((one) => meet(one.range, window) && speaksFor(segments[one.index], agent))
      .map((segment) => ({ index: segment.index, far: distance(segment.range, range) }))
      .sort((a, b) => a.far - b.far || a.index - b.index)
      .map(({ index }) => index);
  });
}

/** What a person says counts for all that is done; what an agent says, for what it does itself. */
function speaksFor(segment: Segment | undefined, agent: string | undefined): boolean {
  return segment?.agent === undefined || segment.agent === agent;
}

function windowOf({ start, end }: TimeRange, { before, after }: CoverLimits): TimeRange {
  return { start: fromMicros(start - before), end: fromMicros(end + after) };
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
  const chosen = new Map<number, number>();
  const holders = new Map<number, Set<number>>();
  /** Segments from which no path leads to a free one. None ever will: nothing that such a path met can move. */
  const closed = new Set<number>();

  /** Breadth first, which finds the shortest path. No recursion: it may be as long as the trace. */
  const give = (first: number): void => {
    /** Segment → the moment that would take it. */
    const takers = new Map<number, number>();
    const queue = [first];
    for (const moment of queue)
      for (const segment of wanted[moment] ?? []) {
        if (takers.has(segment) || closed.has(segment)) continue;
        takers.set(segment, moment);
        const held = holders.get(segment) ?? new Set();
        if (held.size < each) {
          move(segment, takers);
          return;
        }
        for (const holder of held) queue.push(holder);
      }
    for (const segment of takers.keys()) closed.add(segment);
  };

  /** Gives `free` to its taker, the segment that this leaves to its own, and so on. */
  const move = (free: number, takers: ReadonlyMap<number, number>): void => {
    for (let segment: number | undefined = free; segment !== undefined;) {
      const moment = takers.get(segment);
      if (moment === undefined) return;
      const left = chosen.get(moment);
      if (left !== undefined) holders.get(left)?.delete(moment);
      const held = holders.get(segment) ?? new Set();
      holders.set(segment, held.add(moment));
      chosen.set(moment, segment);
      segment = left;
    }
  };

  const order = weights
    .map((_, moment) => moment)
    .sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b);
  for (const moment of order) give(moment);
  return chosen;
}
