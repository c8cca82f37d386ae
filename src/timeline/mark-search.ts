/** Finding marks in their columns: a lane may have millions, so nothing here looks at all of them. */

/**
 * Index of the first of `starts`, ascending, that is ≥ `time`; their number where there is none. `from`: where to look
 * from, not after it. `far`: how far from there it may be, at least 1; a good guess halves the work. O(log distance), so
 * that going through a lane column by column costs little each time.
 */
export function firstAtOrAfter(starts: Float64Array, time: number, from = 0, far = 1): number {
  let low = from;
  let high = from + far - 1;
  for (let step = far; (starts[high] ?? Infinity) < time; step *= 2) {
    low = high + 1;
    high += step;
  }
  high = Math.min(high, starts.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? Infinity) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many ends have one entry in `tops`: a power of two. */
const BLOCK = 64;

/** What has ended and what has not, of spans in the order of their starts. All in microseconds. */
export interface Reaches {
  /** The largest end up to and including each index. */
  readonly reach: Float64Array;
  /** The second largest, counting each item; -Infinity where there is only one. */
  readonly second: Float64Array;
  /** The largest end in each block of indices. */
  readonly tops: Float64Array;
}

/** Goes through `ends` once; yields after every `slice` of them. */
export function* findReaches(ends: Float64Array, slice: number): Generator<undefined, Reaches> {
  const reach = new Float64Array(ends.length);
  const second = new Float64Array(ends.length);
  const tops = new Float64Array(Math.ceil(ends.length / BLOCK)).fill(-Infinity);
  let [latest, next] = [-Infinity, -Infinity];
  for (let index = 0; index < ends.length; index++) {
    const end = ends[index] ?? 0;
    if (end > latest) [latest, next] = [end, latest];
    else if (end > next) next = end;
    reach[index] = latest;
    second[index] = next;
    const block = Math.floor(index / BLOCK);
    tops[block] = Math.max(tops[block] ?? end, end);
    if (index % slice === slice - 1) yield;
  }
  return { reach, second, tops };
}

/** The last index up to `last` whose end is > `time`; -1 where there is none. */
export function lastReaching(
  ends: Float64Array,
  { reach, tops }: Reaches,
  last: number,
  time: number,
): number {
  if ((reach[last] ?? -Infinity) <= time) return -1;
  let index = last;
  while (index >= 0) {
    if (index % BLOCK === BLOCK - 1) {
      let block = Math.floor(index / BLOCK);
      while (block >= 0 && (tops[block] ?? -Infinity) <= time) block -= 1;
      index = (block + 1) * BLOCK - 1;
    }
    if ((ends[index] ?? -Infinity) > time) return index;
    index -= 1;
  }
  return -1;
}
