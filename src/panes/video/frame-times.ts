/** Which frame of a table a decoder's timestamp is of. Timestamps are in whole microseconds of media time. */
import { lastAtMost } from '../../base/search-sorted.ts';

/** By so much a timestamp may differ for reasons of rounding. */
const ROUNDING = 1;

function microsOf(seconds: number): number {
  return Math.trunc(seconds * 1_000_000);
}

/** The frame with this timestamp, else the one that it may have been rounded from; -1 where there is none. */
export function indexOfTimestamp(
  count: number,
  secondsAt: (index: number) => number,
  timestamp: number,
): number {
  const at = (index: number): number => microsOf(secondsAt(index));
  const last = lastAtMost(count, at, timestamp + ROUNDING);
  let best = -1;
  for (let index = last; index >= 0 && at(index) >= timestamp - ROUNDING; index -= 1) {
    if (best < 0 || Math.abs(at(index) - timestamp) < Math.abs(at(best) - timestamp)) best = index;
  }
  return best;
}

/** True where a timestamp tells frame `index` from its neighbours: some containers count finer than microseconds. */
export function isTellable(count: number, secondsAt: (index: number) => number, index: number): boolean {
  const own = microsOf(secondsAt(index));
  const differs = (other: number): boolean =>
    other < 0 || other >= count || Math.abs(microsOf(secondsAt(other)) - own) > ROUNDING;
  return differs(index - 1) && differs(index + 1);
}
