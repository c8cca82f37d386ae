/** The items of a lane as columns of numbers: what is drawn, found and counted without touching an object. */
import { lastAtMost } from '../base/search-sorted.ts';
import type { Timed } from '../trace/track.ts';
import type { Scale } from './scale.ts';
import { SLICE } from './slices.ts';

/**
 * How marks look. band: a calm strip; density: a histogram; minor: a short line; tick: a line with its label;
 * span: a block as long as it took, with its label; flag: a pennant with its label.
 */
export type MarkShape = 'band' | 'density' | 'minor' | 'tick' | 'span' | 'flag';

/** `track` is the colour of the lane; `unknown` is grey and, as a span, hatched. */
export type Tone = 'track' | 'ok' | 'fail' | 'warn' | 'unknown';

/** Marks of one look, ascending by start. Ranges are half-open, in microseconds. */
export interface Marks {
  readonly shape: MarkShape;
  readonly tone: Tone;
  readonly starts: Float64Array;
  /** The start itself for an instant. */
  readonly ends: Float64Array;
  /** The largest end up to and including each index: ascending, so that it can be searched. */
  readonly reach: Float64Array;
  /** Where the next item of the lane starts, of whatever look; Infinity after the last. */
  readonly limits: Float64Array;
  /** density: marks a second that fill the lane. */
  readonly peak: number;
  /** Not drawn while marks stand closer than this on average, in CSS pixels. */
  readonly minSpacing: number;
  /** Stands in or beside the mark where there is room; '' for none. */
  label(index: number): string;
  /** One line of text for the hover card. */
  describe(index: number): string;
  /** What several are called, for marks that are counted instead of read: "pointer moves". */
  readonly plural: string | undefined;
}

export interface MarksSpec<T extends Timed> {
  readonly shape: MarkShape;
  readonly tone?: Tone;
  /** Ascending by time. */
  readonly items: readonly T[];
  /** End of an item, where it is not `item.end`. */
  readonly end?: (item: T) => number | undefined;
  readonly label?: (item: T) => string;
  readonly describe: (item: T) => string;
  readonly plural?: string;
  readonly minSpacing?: number;
}

/**
 * Marks by column, for layers that hold no object an item. The arrays are kept as they are, so none may change afterwards.
 */
export interface MarkColumns {
  readonly shape: MarkShape;
  readonly tone?: Tone;
  /** Ascending, in microseconds of trace time. */
  readonly starts: Float64Array;
  /** At the same index, each at or after its start; without it, all are instants. */
  readonly ends?: Float64Array;
  readonly label?: (index: number) => string;
  readonly describe: (index: number) => string;
  readonly plural?: string;
  readonly minSpacing?: number;
}

/** Marks of few items, at once. */
export function createMarks<T extends Timed>(spec: MarksSpec<T>): Marks;
export function createMarks(spec: MarkColumns): Marks;
export function createMarks<T extends Timed>(spec: MarksSpec<T> | MarkColumns): Marks {
  const work = marksOf(spec);
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

/** Marks of very many items: yields, so that the work can be sliced. */
export function buildMarks<T extends Timed>(spec: MarksSpec<T>): Generator<undefined, Marks>;
export function buildMarks(spec: MarkColumns): Generator<undefined, Marks>;
export function buildMarks<T extends Timed>(spec: MarksSpec<T> | MarkColumns): Generator<undefined, Marks> {
  return marksOf(spec);
}

function* marksOf<T extends Timed>(spec: MarksSpec<T> | MarkColumns): Generator<undefined, Marks> {
  const columns = 'starts' in spec ? spec : yield* columnsOf(spec);
  const { shape, tone = 'track', starts, minSpacing = 0, plural } = columns;
  const ends = columns.ends ?? starts;
  return {
    shape,
    tone,
    starts,
    ends,
    reach: ends === starts ? starts : yield* reachOf(ends),
    limits: starts,
    peak: shape === 'density' ? yield* busiestSecond(starts) : 0,
    minSpacing,
    plural,
    label: columns.label ?? (() => ''),
    describe: columns.describe,
  };
}

/** Items as columns; instants need no ends. */
function* columnsOf<T extends Timed>(spec: MarksSpec<T>): Generator<undefined, MarkColumns> {
  const { items, end: endOf, label, describe, ...look } = spec;
  const starts = new Float64Array(items.length);
  const ends = new Float64Array(items.length);
  let instants = true;
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (!item) continue;
    const end = Math.max(item.time, endOf?.(item) ?? item.end ?? item.time);
    instants &&= end === item.time;
    starts[index] = item.time;
    ends[index] = end;
    if (index % SLICE === SLICE - 1) yield;
  }
  const text = (index: number, of: ((item: T) => string) | undefined): string => {
    const item = items[index];
    return item && of ? of(item) : '';
  };
  return {
    ...look,
    starts,
    ...(!instants && { ends }),
    label: (index) => text(index, label),
    describe: (index) => text(index, describe),
  };
}

/** The largest of `ends` up to and including each index. */
function* reachOf(ends: Float64Array): Generator<undefined, Float64Array> {
  const reach = new Float64Array(ends.length);
  let latest = -Infinity;
  for (let index = 0; index < ends.length; index++) {
    latest = Math.max(latest, ends[index] ?? 0);
    reach[index] = latest;
    if (index % SLICE === SLICE - 1) yield;
  }
  return reach;
}

/** The same marks, each knowing where the next item of the lane starts: labels end there. */
export function withLimits(lane: readonly Marks[]): readonly Marks[] {
  const labelled = lane.filter(({ shape }) => shape === 'tick' || shape === 'flag' || shape === 'span');
  return lane.map((marks) => {
    if (!labelled.includes(marks)) return marks;
    const cursors = labelled.map(() => 0);
    const limits = marks.starts.map((start, own) => {
      let limit = Infinity;
      labelled.forEach((other, which) => {
        const { starts } = other;
        let cursor = cursors[which] ?? 0;
        if (other === marks) cursor = own + 1;
        else while ((starts[cursor] ?? Infinity) <= start) cursor += 1;
        cursors[which] = cursor;
        limit = Math.min(limit, starts[cursor] ?? Infinity);
      });
      return limit;
    });
    return { ...marks, limits };
  });
}

/** Index of the first of `starts` that is ≥ `time`; their number where there is none. */
export function firstAtOrAfter(starts: Float64Array, time: number): number {
  // Starts are whole microseconds, times at pixel edges are not.
  return lastAtMost(starts.length, (index) => starts[index] ?? Infinity, Math.ceil(time) - 1) + 1;
}

/** Index of the first mark that reaches past `time`: all before it have ended. */
export function firstReaching(marks: Marks, time: number): number {
  return lastAtMost(marks.reach.length, (index) => marks.reach[index] ?? Infinity, time) + 1;
}

/** Marks in the busiest second, by a window that slides over the starts. */
function* busiestSecond(starts: Float64Array): Generator<undefined, number> {
  let from = 0;
  let most = 1;
  for (let index = 0; index < starts.length; index++) {
    while ((starts[index] ?? 0) - (starts[from] ?? 0) >= 1_000_000) from += 1;
    most = Math.max(most, index - from + 1);
    if (index % SLICE === SLICE - 1) yield;
  }
  return most;
}

/** What the pointer is on. */
export interface Hit {
  /** Start of the mark, in microseconds; undefined for what has no moment of its own: a strip, or a heap of marks. */
  readonly time: number | undefined;
  readonly text: string;
}

/** How far beside a thin mark still counts, in CSS pixels. */
const REACH = 5;
/** How far behind a flag or tick its label counts. */
const LABEL_REACH = 120;
/** How many overlapping spans are looked through. */
const MAX_LOOK_BACK = 200;

/** The topmost mark of a lane at `x` CSS pixels; undefined where there is none. */
export function hitMarks(lane: readonly Marks[], scale: Scale, x: number): Hit | undefined {
  for (const marks of [...lane].reverse()) {
    if (tooDense(marks, scale)) continue;
    const hit = hitOne(marks, scale, x);
    if (hit) return hit;
  }
  return undefined;
}

/** True where the marks are left out because they would stand too close. */
export function tooDense({ minSpacing, starts }: Marks, { range, microsPerPixel }: Scale): boolean {
  if (minSpacing === 0) return false;
  const visible = firstAtOrAfter(starts, range.end) - firstAtOrAfter(starts, range.start);
  return visible * minSpacing * microsPerPixel > range.end - range.start;
}

function hitOne(marks: Marks, scale: Scale, x: number): Hit | undefined {
  const { starts, ends, shape } = marks;
  const time = scale.micros(x);
  const last = firstAtOrAfter(starts, time + 1) - 1;
  if (shape === 'band' || shape === 'span') {
    for (let index = last; index >= 0 && index > last - MAX_LOOK_BACK; index--)
      if ((ends[index] ?? 0) > time) return hitAt(marks, index);
    if (shape === 'band') return undefined;
  }
  if (marks.plural !== undefined) {
    const from = firstAtOrAfter(starts, scale.micros(x - 2));
    const count = firstAtOrAfter(starts, scale.micros(x + 2)) - from;
    if (count > 1) return { time: undefined, text: `${count} ${marks.plural}` };
  }
  const near = nearest(starts, last, time);
  if (near !== undefined && Math.abs(scale.x(starts[near] ?? 0) - x) <= REACH) return hitAt(marks, near);
  const labelled = (shape === 'flag' || shape === 'tick') && last >= 0 && marks.label(last) !== '';
  return labelled && x - scale.x(starts[last] ?? 0) <= LABEL_REACH ? hitAt(marks, last) : undefined;
}

function hitAt(marks: Marks, index: number): Hit {
  return { time: marks.shape === 'band' ? undefined : marks.starts[index], text: marks.describe(index) };
}

function nearest(starts: Float64Array, last: number, time: number): number | undefined {
  const [before, after] = [starts[last], starts[last + 1]];
  if (before === undefined) return after === undefined ? undefined : last + 1;
  return after !== undefined && after - time < time - before ? last + 1 : last;
}
