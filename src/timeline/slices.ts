import { SLICE } from '../base/slices.ts';

export { atOnce, inSlices, SLICE } from '../base/slices.ts';

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
