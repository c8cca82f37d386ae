/** Times that are to be removed, and which layers they concern. Pure. */
/** A time range that goes, by the redaction `id`. */
export interface RemovedTime {
  readonly id: string;
  /** In microseconds of trace time, [start, end). */
  readonly start: number;
  readonly end: number;
}

/** id of the first that has something of [start, end); an instant is `end === start`. */
export function removes(
  times: readonly RemovedTime[],
  start: number,
  end: number = start,
): string | undefined {
  return times.find((time) => start < time.end && Math.max(end, start + 1) > time.start)?.id;
}
