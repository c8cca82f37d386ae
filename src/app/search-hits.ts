/** Going through hits, and listing them. Pure. */
import { lastAtMost } from '../base/search-sorted.ts';
import type { TimeRange, TraceTime } from '../base/time.ts';

/** What was found in one source. */
export interface SearchGroup {
  readonly source: string;
  /** Trace times, ascending; NaN, for those that have none, at the end. */
  readonly times: Float64Array;
  /** There are more than are listed. */
  readonly more: boolean;
}

/** The hits [from, to) of a group. */
export interface ShownGroup extends SearchGroup {
  readonly from: number;
  readonly to: number;
}

/** One hit: by its number in its source. */
export interface HitPlace {
  readonly source: string;
  readonly index: number;
}

/** The part of a group that is asked for: in a range, only what has a time in it. */
export function shownPart(group: SearchGroup, range: TimeRange | undefined): ShownGroup {
  const { times } = group;
  if (!range) return { ...group, from: 0, to: times.length };
  return { ...group, from: firstAt(times, range.start), to: firstAt(times, range.end) };
}

export function countOf(groups: readonly ShownGroup[]): number {
  return groups.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Index of the first time that is ≥ `time`. */
function firstAt(times: Float64Array, time: number): number {
  return lastAtMost(times.length, (index) => timeOf(times, index), time - 1) + 1;
}

/** A hit by what stays when more of its source is searched: of those at a time the `nth`, from 0. */
export interface HitMoment {
  /** Microseconds of trace time. */
  readonly time: number;
  readonly nth: number;
}

/** undefined for a hit that has no time, or is not there. */
export function momentOfHit({ times }: SearchGroup, index: number): HitMoment | undefined {
  const time = times[index];
  return time === undefined || Number.isNaN(time) ? undefined : { time, nth: index - firstAt(times, time) };
}

/** undefined where the group has none at that time; of too few there, the last. */
export function hitAtMoment({ source, times }: SearchGroup, { time, nth }: HitMoment): HitPlace | undefined {
  const first = firstAt(times, time);
  if (times[first] !== time) return undefined;
  return { source, index: Math.min(first + nth, firstAt(times, time + 1) - 1) };
}

/** How many have a time. */
function timedCount(times: Float64Array): number {
  return lastAtMost(times.length, (index) => timeOf(times, index), Number.MAX_VALUE) + 1;
}

/** No time is later than all others. */
function timeOf(times: Float64Array, index: number): number {
  const time = times[index] ?? NaN;
  return Number.isNaN(time) ? Infinity : time;
}

/**
 * The hit after (1) or before (-1) the current one, or the playhead where that stands elsewhere, by time and then in the
 * order of the groups; around the ends. undefined where no hit has a time.
 */
export function neighbourHit(
  groups: readonly ShownGroup[],
  current: HitPlace | undefined,
  now: TraceTime,
  direction: 1 | -1,
): HitPlace | undefined {
  const order = groups.findIndex(({ source }) => source === current?.source);
  const here = current && groups[order]?.times[current.index];
  const isHere = current !== undefined && here === now;
  const candidates = groups.flatMap((group, place) => {
    const { from, to, times, source } = group;
    const timed = Math.min(to, timedCount(times));
    // What is at the same time in a group above the current one is before it.
    const after = firstAt(times, isHere && place < order ? now + 1 : now);
    const next = isHere && place === order ? current.index + direction : direction > 0 ? after : after - 1;
    // From elsewhere on the playhead, what is there is next.
    const index = Math.min(Math.max(next, direction > 0 ? from : -1), direction > 0 ? Infinity : timed - 1);
    return index >= from && index < timed ? [{ source, index, time: times[index] ?? 0 }] : [];
  });
  const best = candidates.reduce<(typeof candidates)[number] | undefined>((found, one) => {
    if (!found) return one;
    // Of equal times the first group comes first, and last when going back.
    return direction > 0 ? (one.time < found.time ? one : found) : one.time >= found.time ? one : found;
  }, undefined);
  return best ? { source: best.source, index: best.index } : endHit(groups, direction);
}

/** How many hits come before one, by time and then in the order of the groups; undefined for one that has no time. */
export function rankOf(groups: readonly ShownGroup[], hit: HitPlace): number | undefined {
  const order = groups.findIndex(({ source }) => source === hit.source);
  const time = groups[order]?.times[hit.index];
  if (time === undefined || Number.isNaN(time)) return undefined;
  return groups.reduce((sum, { times, from, to }, place) => {
    const end = place === order ? hit.index : firstAt(times, place < order ? time + 1 : time);
    return sum + Math.max(0, Math.min(end, to) - from);
  }, 0);
}

/** The first hit of all, or the last. */
function endHit(groups: readonly ShownGroup[], direction: 1 | -1): HitPlace | undefined {
  let found: { readonly place: HitPlace; readonly time: number } | undefined;
  for (const { source, times, from, to } of groups) {
    const index = direction > 0 ? from : Math.min(to, timedCount(times)) - 1;
    const time = times[index];
    if (index < from || index >= to || time === undefined || Number.isNaN(time)) continue;
    if (!found || (direction > 0 ? time < found.time : time >= found.time))
      found = { place: { source, index }, time };
  }
  return found?.place;
}

/** Rows of the list as numbers, since there may be very many: -1 - g is the head of group g, see `hitOfRow`. */
export function rowsOf(groups: readonly ShownGroup[], closed: ReadonlySet<string>): readonly number[] {
  const rows: number[] = [];
  groups.forEach(({ source, from, to }, group) => {
    rows.push(-1 - group);
    if (closed.has(source)) return;
    for (let index = from; index < to; index++) rows.push(group * GROUP + index);
  });
  return rows;
}

/** More than a group has hits. */
const GROUP = 1 << 20;

/** What a row is: group `group`, and in it hit `index`; undefined for its head. */
export function hitOfRow(row: number): { readonly group: number; readonly index: number | undefined } {
  return row < 0
    ? { group: -1 - row, index: undefined }
    : { group: Math.floor(row / GROUP), index: row % GROUP };
}

/** Where in the list a hit stands; -1 where it does not. */
export function rowOfHit(
  groups: readonly ShownGroup[],
  closed: ReadonlySet<string>,
  hit: HitPlace | undefined,
): number {
  let row = 0;
  for (const { source, from, to } of groups) {
    if (source === hit?.source)
      return closed.has(source) || hit.index < from || hit.index >= to ? -1 : row + 1 + hit.index - from;
    row += 1 + (closed.has(source) ? 0 : to - from);
  }
  return -1;
}
