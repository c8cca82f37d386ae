/** Putting what was found or read into the order of time. Pure. */

/** Indexes by time: those of equal time as they are, those without one (NaN) last. undefined where all are in that order. */
export function timeOrder(times: Float64Array): Uint32Array | undefined {
  const late = lateOnes(times);
  if (late.length === 0) return undefined;
  const timeOf = (index = -1): number => times[index] ?? NaN;
  late.sort((a, b) => timeOf(a) - timeOf(b));
  const isLate = new Set(late);
  const order = new Uint32Array(times.length);
  let taken = 0;
  let count = 0;
  for (let index = 0; index < times.length; index++) {
    if (isLate.has(index)) continue;
    // One of an equal time stood before the later one, and so before these. None of these is without a time.
    while (taken < late.length && !(timeOf(late[taken]) >= timeOf(index)))
      order[count++] = late[taken++] ?? 0;
    order[count++] = index;
  }
  return order;
}

/**
 * Those that come after a later one, or after one without a time. Nearly all come in order: sorting all of them would take
 * longer than finding them.
 */
function lateOnes(times: Float64Array): number[] {
  const late: number[] = [];
  let latest = -Infinity;
  for (let index = 0; index < times.length; index++) {
    const time = times[index] ?? NaN;
    if (time < latest) late.push(index);
    else latest = Number.isNaN(time) ? Infinity : time;
  }
  return late;
}

/** Those at `order`, in its order. */
export function inOrder<T extends Float64Array | Uint32Array>(values: T, order: Uint32Array): T {
  return values.map((_, index) => values[order[index] ?? 0] ?? 0) as T;
}
