/** All steps of a trace as one list, and what a filter leaves of them; both in slices. Pure. */
import { lastAtMost } from '../../base/search-sorted.ts';
import { SLICE } from '../../timeline/slices.ts';
import { STEP_KINDS, type Step, type StepKind } from './step.ts';

/** Columns of equal length, in time order. A row is an index. */
export interface StepTable {
  readonly length: number;
  readonly steps: readonly Step[];
  /** Microseconds. */
  readonly times: Float64Array;
  /** Indexes in STEP_KINDS. */
  readonly kinds: Uint8Array;
  /** What the text filter looks through, in lower case. */
  readonly haystacks: readonly string[];
  /** Steps a kind. */
  readonly counts: Readonly<Record<StepKind, number>>;
}

export interface StepFilter {
  /** None: all. */
  readonly kinds: ReadonlySet<StepKind>;
  /** Words that must all be there, in any case. */
  readonly text: string;
}

export const NO_FILTER: StepFilter = { kinds: new Set(), text: '' };

/** Merges the steps of the layers, each in time order, given in layer order: by time, then by layer, then as in the file. */
export function* mergeSteps(layers: readonly (readonly Step[])[]): Generator<undefined, StepTable> {
  const steps = yield* mergeAll(layers);
  const times = new Float64Array(steps.length);
  const kinds = new Uint8Array(steps.length);
  const haystacks: string[] = [];
  const counts = Object.fromEntries(STEP_KINDS.map((kind) => [kind, 0])) as Record<StepKind, number>;
  const numbers = new Map(STEP_KINDS.map((kind, number) => [kind, number]));
  for (const [row, { time, kind, label, text, detail, result }] of steps.entries()) {
    if (row % SLICE === SLICE - 1) yield;
    times[row] = time;
    kinds[row] = numbers.get(kind) ?? 0;
    counts[kind] += 1;
    haystacks.push(`${label} ${text} ${detail} ${result?.words ?? ''}`.toLowerCase());
  }
  return { length: steps.length, steps, times, kinds, haystacks, counts };
}

/** Neighbours are merged two by two, so that a long list is not copied for each short one. */
function* mergeAll(lists: readonly (readonly Step[])[]): Generator<undefined, readonly Step[]> {
  let round = lists;
  while (round.length > 1) {
    const next: (readonly Step[])[] = [];
    for (let index = 0; index < round.length; index += 2)
      next.push(yield* mergeTwo(round[index] ?? [], round[index + 1] ?? []));
    round = next;
  }
  return round[0] ?? [];
}

/** Of equal times, those of `a` come first. */
function* mergeTwo(a: readonly Step[], b: readonly Step[]): Generator<undefined, readonly Step[]> {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const merged: Step[] = [];
  let fromA = 0;
  let fromB = 0;
  for (;;) {
    const left = a[fromA];
    const right = b[fromB];
    if (left && (!right || left.time <= right.time)) {
      merged.push(left);
      fromA += 1;
    } else if (right) {
      merged.push(right);
      fromB += 1;
    } else return merged;
    if (merged.length % SLICE === 0) yield;
  }
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
    if (row % SLICE === SLICE - 1) yield;
    if (wanted[table.kinds[row] ?? 0] !== true) continue;
    const haystack = table.haystacks[row] ?? '';
    if (words.every((word) => haystack.includes(word))) rows.push(row);
  }
  return rows;
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
