/** The items of a lane as columns of numbers: what is drawn, found and counted without touching an object. */
import type { Timed } from '../trace/track.ts';
import type { Levels } from './mark-levels.ts';
import { findReaches, firstAtOrAfter, lastReaching, type Reaches } from './mark-search.ts';
import type { Scale } from './scale.ts';
import { atOnce, SLICE } from '../base/slices.ts';

/**
 * How marks look. band: a calm strip; density: a histogram; minor: a short line; tick: a line with its label;
 * span: a block as long as it took, with its label; flag: a pennant with its label; ribbon: a line along the bottom of the
 * lane; level: an area as high as its value.
 */
export type MarkShape = 'band' | 'density' | 'minor' | 'tick' | 'span' | 'flag' | 'ribbon' | 'level';

/** `track` is the colour of the lane; `unknown` is grey and, as a span, hatched. */
export type Tone = 'track' | 'ok' | 'fail' | 'warn' | 'unknown';

/** Marks of one look, ascending by start. Ranges are half-open, in microseconds. */
export interface Marks extends Reaches {
  readonly shape: MarkShape;
  readonly tone: Tone;
  readonly starts: Float64Array;
  /** The start itself for an instant. */
  readonly ends: Float64Array;
  /** density: marks a second that fill the lane. */
  readonly peak: number;
  /** level: how high each is; undefined for other shapes. */
  readonly levels: Levels | undefined;
  /** Not drawn while marks stand closer than this on average, in CSS pixels. */
  readonly minSpacing: number;
  /** Stands in or beside the mark where there is room; '' for none. */
  label(index: number): string;
  /** Where a label must end: at the start of the next mark of the lane that may have one; Infinity after the last. */
  limit(index: number): number;
  /** One line of text for the hover card, of the moment pointed at; undefined: the pointer goes through to what is below. */
  readonly describe: ((index: number, micros: number) => string) | undefined;
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
  /** `micros`: the moment pointed at. Left out: the pointer goes through to what is below. */
  readonly describe?: (item: T, micros: number) => string;
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
  /** level: how high each is. */
  readonly levels?: Levels;
  readonly label?: (index: number) => string;
  readonly describe?: (index: number, micros: number) => string;
  readonly plural?: string;
  readonly minSpacing?: number;
}

/** Marks of few items, at once. */
export function createMarks<T extends Timed>(spec: MarksSpec<T>): Marks;
export function createMarks(spec: MarkColumns): Marks;
export function createMarks<T extends Timed>(spec: MarksSpec<T> | MarkColumns): Marks {
  return atOnce(marksOf(spec));
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
    ...(ends === starts
      ? { reach: starts, second: starts, tops: starts.subarray(0, 0) }
      : yield* findReaches(ends, SLICE)),
    peak: shape === 'density' ? yield* busiestSecond(starts) : 0,
    levels: columns.levels,
    minSpacing,
    plural,
    label: columns.label ?? (() => ''),
    limit: (index) => starts[index + 1] ?? Infinity,
    describe: columns.describe,
  };
}

/** Items as columns; instants need no ends. */
function* columnsOf<T extends Timed>(spec: MarksSpec<T>): Generator<undefined, MarkColumns> {
  const { items, end: endOf, label: labelOf, describe, ...look } = spec;
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
  const label = (index: number): string => {
    const item = items[index];
    return item && labelOf ? labelOf(item) : '';
  };
  const described = (index: number, micros: number): string => {
    const item = items[index];
    return item && describe ? describe(item, micros) : '';
  };
  return {
    ...look,
    starts,
    ...(!instants && { ends }),
    label,
    ...(describe && { describe: described }),
  };
}

/** The same marks, each knowing where the next item of the lane starts: labels end there. */
export function withLimits(lane: readonly Marks[]): readonly Marks[] {
  const labelled = lane.filter(({ shape }) => shape === 'tick' || shape === 'flag' || shape === 'span');
  if (labelled.length < 2) return lane;
  return lane.map((marks) => {
    if (!labelled.includes(marks)) return marks;
    const place = labelled.indexOf(marks);
    const others = labelled.flatMap(({ starts }, index) =>
      // Of two at the same moment the one that is drawn over the other has its label.
      index === place ? [] : [{ starts, after: index > place ? 0 : 1 }],
    );
    // Found when it is asked for: few labels are in sight at a time.
    const limit = (index: number): number => {
      const start = marks.starts[index] ?? Infinity;
      return others.reduce(
        (first, { starts, after }) =>
          Math.min(first, starts[firstAtOrAfter(starts, start + after)] ?? Infinity),
        marks.limit(index),
      );
    };
    return { ...marks, limit };
  });
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

/** The topmost mark of a lane at `x` CSS pixels; undefined where there is none. */
export function hitMarks(lane: readonly Marks[], scale: Scale, x: number): Hit | undefined {
  for (const marks of [...lane].reverse()) {
    if (!marks.describe || tooDense(marks, scale)) continue;
    const hit = hitOne(marks, scale, x);
    if (hit) return hit;
  }
  return undefined;
}

/** True where the marks are left out because they would stand too close. */
export function tooDense({ minSpacing, starts }: Marks, { range, microsPerPixel }: Scale): boolean {
  if (minSpacing === 0) return false;
  const first = firstAtOrAfter(starts, range.start);
  const last = firstAtOrAfter(starts, range.end, first) - 1;
  // From the first to the last in sight: even ones are not left out or drawn by where the edges happen to be.
  return (starts[last] ?? 0) - (starts[first] ?? 0) < (last - first) * minSpacing * microsPerPixel;
}

/** What others lie on: a click on it means the moment, and not its start. */
function isGround(shape: MarkShape): boolean {
  return shape === 'band' || shape === 'ribbon' || shape === 'level';
}

function hitOne(marks: Marks, scale: Scale, x: number): Hit | undefined {
  const { starts, ends, shape } = marks;
  const time = scale.micros(x);
  const last = firstAtOrAfter(starts, Math.floor(time) + 1) - 1;
  if (isGround(shape) || shape === 'span') {
    const index = lastReaching(ends, marks, last, time);
    if (index >= 0) return hitAt(marks, index, time);
    if (isGround(shape)) return undefined;
  }
  if (marks.plural !== undefined) {
    const from = firstAtOrAfter(starts, scale.micros(x - 2));
    const count = firstAtOrAfter(starts, scale.micros(x + 2)) - from;
    if (count > 1) return { time: undefined, text: `${count} ${marks.plural}` };
  }
  const near = nearest(starts, last, time);
  if (near !== undefined && Math.abs(scale.x(starts[near] ?? 0) - x) <= REACH)
    return hitAt(marks, near, time);
  const labelled = (shape === 'flag' || shape === 'tick') && last >= 0 && marks.label(last) !== '';
  // Where another mark begins, its label has ended.
  const reached = labelled && time < marks.limit(last) && x - scale.x(starts[last] ?? 0) <= LABEL_REACH;
  return reached ? hitAt(marks, last, time) : undefined;
}

function hitAt(marks: Marks, index: number, micros: number): Hit {
  return {
    time: isGround(marks.shape) ? undefined : marks.starts[index],
    text: marks.describe?.(index, micros) ?? '',
  };
}

function nearest(starts: Float64Array, last: number, time: number): number | undefined {
  const [before, after] = [starts[last], starts[last + 1]];
  if (before === undefined) return after === undefined ? undefined : last + 1;
  return after !== undefined && after - time < time - before ? last + 1 : last;
}
