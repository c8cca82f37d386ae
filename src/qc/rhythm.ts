/** How times follow each other. Pure. */

interface Rhythm {
  /** (σ − μ) ÷ (σ + μ) of the intervals; undefined where all of them are 0. */
  readonly burstiness: number | undefined;
  /** Share of the times that equal the one before. */
  readonly same: number;
  /** Share of the times a whole multiple of `step` after the first, of those that are later than it. */
  readonly round: number;
}

/** Clocks that were converted round to whole microseconds, at both ends. */
const SLACK_MICROS = 2;

/** `times`: ascending, in microseconds of the clock that wrote them, at least two. `step`: microseconds. */
export function describeRhythm(times: readonly number[], step: number): Rhythm {
  const intervals = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const mean = intervals.reduce((sum, interval) => sum + interval, 0) / intervals.length;
  const variance = intervals.reduce((sum, interval) => sum + (interval - mean) ** 2, 0) / intervals.length;
  const deviation = Math.sqrt(variance);
  const [first = 0] = times;
  const later = times.filter((time) => time > first);
  const isRound = (time: number): boolean => {
    const rest = (time - first) % step;
    return Math.min(rest, step - rest) <= SLACK_MICROS;
  };
  return {
    burstiness: mean > 0 ? (deviation - mean) / (deviation + mean) : undefined,
    same: intervals.filter((interval) => interval === 0).length / intervals.length,
    round: later.length > 0 ? later.filter(isRound).length / later.length : 0,
  };
}
