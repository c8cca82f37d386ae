/** All steps of a trace in columns, and what a filter leaves of them. Pure. */
import { lastAtMost } from '../../base/search-sorted.ts';
import { STEP_KINDS, type Step, type StepKind, type StepResult } from './step.ts';

/** Columns of equal length, in time order. A row is an index. */
export interface StepTable {
  readonly length: number;
  /** Microseconds. */
  readonly times: Float64Array;
  /** Indexes in STEP_KINDS. */
  readonly kinds: Uint8Array;
  readonly labels: readonly string[];
  readonly texts: readonly string[];
  readonly details: readonly string[];
  readonly results: readonly (StepResult | undefined)[];
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

/** Merges the steps of the layers, given in layer order: by time, then by layer, then as in the file. */
export function mergeSteps(layers: readonly (readonly Step[])[]): StepTable {
  const all = layers.flat();
  // Sorting keeps the order of equals. Each layer is a run in order already, which the engine's merge sort makes use of.
  all.sort((a, b) => a.time - b.time);
  const times = new Float64Array(all.length);
  const kinds = new Uint8Array(all.length);
  const counts = Object.fromEntries(STEP_KINDS.map((kind) => [kind, 0])) as Record<StepKind, number>;
  all.forEach(({ time, kind }, row) => {
    times[row] = time;
    kinds[row] = STEP_KINDS.indexOf(kind);
    counts[kind] += 1;
  });
  return {
    length: all.length,
    times,
    kinds,
    labels: all.map(({ label }) => label),
    texts: all.map(({ text }) => text),
    details: all.map(({ detail }) => detail),
    results: all.map(({ result }) => result),
    haystacks: all.map(({ label, text, detail, result }) =>
      `${label} ${text} ${detail} ${result?.words ?? ''}`.toLowerCase(),
    ),
    counts,
  };
}

/** The rows that a filter leaves, ascending. */
export function filterSteps(table: StepTable, { kinds, text }: StepFilter): readonly number[] {
  const wanted = STEP_KINDS.map((kind) => kinds.size === 0 || kinds.has(kind));
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const rows: number[] = [];
  for (let row = 0; row < table.length; row++) {
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
