/** Work over very many items, in slices between which the browser can answer. */
import { pause } from './pause.ts';

/** Longest slice, in milliseconds. */
const BUDGET = 12;
/** After how many items a generator should yield: a few hundred microseconds' work. */
export const SLICE = 8_192;

/**
 * Runs `work` to its end; it may be interrupted wherever it yields. It begins in a task of its own: the first slices of
 * several that come together would make one long task.
 */
export async function inSlices<R>(work: Generator<undefined, R>): Promise<R> {
  await pause();
  let started = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - started < BUDGET) continue;
    await pause();
    started = performance.now();
  }
}

/** Runs `work` to its end at once. */
export function atOnce<R>(work: Generator<undefined, R>): R {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

/** The items that `keep` wants, in order; yields, so that the work can be sliced. */
export function* pick<T>(
  items: readonly T[],
  keep: (item: T) => boolean,
): Generator<undefined, readonly T[]> {
  const kept: T[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (item !== undefined && keep(item)) kept.push(item);
    if (index % SLICE === SLICE - 1) yield;
  }
  return kept;
}
