/** All steps of a trace as one list, and what a filter leaves of them; both in slices. Pure. */
import { lastAtMost } from '../../base/search-sorted.ts';
import { SLICE } from '../../base/slices.ts';
import { STEP_KINDS, type Step, type StepKind } from './step.ts';
import type { StepList } from './step-work.ts';

/** Columns of equal length, in time order. A row is an index. */
export interface StepTable {
  readonly length: number;
  /** Microseconds. */
  readonly times: Float64Array;
  /** Indexes in STEP_KINDS. */
  readonly kinds: Uint8Array;
  /** Steps a kind. */
  readonly counts: Readonly<Record<StepKind, number>>;
  /** The step of a row; undefined where there is none. */
  readonly stepAt: (row: number) => Step | undefined;
}

export interface StepFilter {
  /** None: all. */
  readonly kinds: ReadonlySet<StepKind>;
  /** Words that must all be there, in any case. */
  readonly text: string;
}

export const NO_FILTER: StepFilter = { kinds: new Set(), text: '' };

/** Merges the steps of the layers, each in time order, given in layer order: by time, then by layer, then as in the file. */
export function* mergeSteps(layers: readonly StepList[]): Generator<undefined, StepTable> {
  const columns = layers.map(columnsOf);
  // Steps are numbered through all layers.
  const firsts: number[] = [];
  let length = 0;
  for (const { times } of columns) {
    firsts.push(length);
    length += times.length;
  }
  const [times, kinds] = [new Float64Array(length), new Uint8Array(length)];
  for (const [layer, column] of columns.entries()) {
    times.set(column.times, firsts[layer]);
    kinds.set(column.kinds, firsts[layer]);
    yield;
  }
  const order = yield* mergeAll(
    columns.map((column, layer) => column.times.map((_, index) => (firsts[layer] ?? 0) + index)),
    times,
  );
  const counts = Object.fromEntries(STEP_KINDS.map((kind) => [kind, 0])) as Record<StepKind, number>;
  const sorted = { times: new Float64Array(length), kinds: new Uint8Array(length) };
  for (let row = 0; row < length; row += 1) {
    if (row % SLICE === SLICE - 1) yield;
    const step = order[row] ?? 0;
    sorted.times[row] = times[step] ?? 0;
    sorted.kinds[row] = kinds[step] ?? 0;
    const kind = STEP_KINDS[kinds[step] ?? 0];
    if (kind) counts[kind] += 1;
  }
  const stepAt = (row: number): Step | undefined => {
    const step = order[row];
    if (step === undefined) return undefined;
    const layer = lastAtMost(firsts.length, (index) => firsts[index] ?? Infinity, step);
    return columns[layer]?.stepAt(step - (firsts[layer] ?? 0));
  };
  return { length, ...sorted, counts, stepAt };
}

/** What is known of each step of a layer without making it. */
function columnsOf(list: StepList) {
  if ('make' in list) {
    const kinds = new Uint8Array(list.times.length).fill(STEP_KINDS.indexOf(list.kind));
    return { times: list.times, kinds, stepAt: list.make };
  }
  return {
    times: Float64Array.from(list, ({ time }) => time),
    kinds: Uint8Array.from(list, ({ kind }) => STEP_KINDS.indexOf(kind)),
    stepAt: (index: number) => list[index],
  };
}

type Numbers = Float64Array;

/** Neighbours are merged two by two, so that a long list is not copied for each short one. */
function* mergeAll(lists: readonly Numbers[], times: Numbers): Generator<undefined, Numbers> {
  let round = lists;
  while (round.length > 1) {
    const next: Numbers[] = [];
    for (let index = 0; index < round.length; index += 2) {
      const [left = NONE, right = NONE] = [round[index], round[index + 1]];
      next.push(yield* mergeTwo(left, right, times));
    }
    round = next;
  }
  return round[0] ?? NONE;
}

const NONE = new Float64Array();

/** Numbers of steps, each list in the order of their times. Of equal times, those of `a` come first. */
function* mergeTwo(a: Numbers, b: Numbers, times: Numbers): Generator<undefined, Numbers> {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const merged = new Float64Array(a.length + b.length);
  let fromA = 0;
  let fromB = 0;
  for (let index = 0; index < merged.length; index += 1) {
    if (index % SLICE === SLICE - 1) yield;
    const [left, right] = [a[fromA], b[fromB]];
    const first = left !== undefined && (right === undefined || (times[left] ?? 0) <= (times[right] ?? 0));
    merged[index] = (first ? left : right) ?? 0;
    if (first) fromA += 1;
    else fromB += 1;
  }
  return merged;
}

/** The rows that a filter leaves, ascending. */
export function* filterSteps(
  table: StepTable,
  { kinds, text }: StepFilter,
): Generator<undefined, readonly number[]> {
  const wanted = STEP_KINDS.map((kind) => kinds.size === 0 || kinds.has(kind));
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const rows: number[] = [];
  for (let row = 0; row < table.length; row++) {
    // Looking through words takes longer than counting.
    if (row % (words.length > 0 ? SLICE / 16 : SLICE) === 0) yield;
    if (wanted[table.kinds[row] ?? 0] !== true) continue;
    if (words.length === 0 || matches(table.stepAt(row), words)) rows.push(row);
  }
  return rows;
}

/** `words`: in lower case. */
function matches(step: Step | undefined, words: readonly string[]): boolean {
  if (!step) return false;
  const { label, text, detail, result } = step;
  const haystack = `${label} ${text} ${detail} ${result?.words ?? ''}`.toLowerCase();
  return words.every((word) => haystack.includes(word));
}

/** Index in `rows` of the last step at or before `time`, in microseconds; -1 before the first. */
export function activeStep(table: StepTable, rows: readonly number[], time: number): number {
  return lastAtMost(rows.length, (index) => table.times[rows[index] ?? 0] ?? Infinity, time);
}

/** The time of the first of `rows` after `time`, or of the last before it; undefined where there is none. */
export function neighbourTime(
  table: StepTable,
  rows: readonly number[],
  time: number,
  direction: 1 | -1,
): number | undefined {
  // Times are whole: what is ≤ time - 1 is what is before time.
  const index = direction > 0 ? activeStep(table, rows, time) + 1 : activeStep(table, rows, time - 1);
  const row = rows[index];
  return row === undefined ? undefined : table.times[row];
}
