/** When the steps of agents happened, by what their documents say. Pure. */
import { isoTime } from '../../base/iso-time.ts';
import type { LayerClock } from '../../schema/generated/types.ts';
import { BY_STEP, oneClock } from '../bundle-draft.ts';
import { field, listField } from '../../base/json.ts';
import type { LossLog } from '../loss-log.ts';

const MICROS_PER_MILLI = 1_000;
const MICROS_PER_SECOND = 1_000_000;
/** Dates after this one, in the year 2099, or before 1970 are none of any session. */
const MAX_MILLIS = 4.1e12;

/** A step, in its layer's native time. */
export interface StepTime {
  /** Never before that of a step before it. */
  readonly native: number;
  /** The document tells none. */
  readonly untimed: boolean;
}

/** The times of one document. */
export interface RunTimes {
  readonly clock: LayerClock;
  readonly steps: readonly StepTime[];
  /** Native time of a date of the document; undefined where it is none, or the layer has no times. */
  native(timestamp: unknown): number | undefined;
  /** Seconds of trace time at a native time. */
  seconds(native: number): number;
  /** Of trace time: where the document ends. */
  readonly end: number;
}

interface TraceTimes {
  readonly runs: readonly RunTimes[];
  /** Wall time of the trace's time 0, in milliseconds since 1970; null where no zone is told, or no time. */
  readonly wall: number | null;
  /** In trace time: the latest date; 0 where there is none. */
  readonly end: number;
}

/**
 * Documents of one trace, and other `dates` of it: the earliest time of all is its beginning. Losses tell how times were
 * mapped.
 */
export function timesOf(
  documents: readonly unknown[],
  dates: readonly unknown[],
  losses: LossLog,
): TraceTimes {
  const all = [...documents.flatMap(allTimes), ...dates];
  const zoned = all.some((time) => isoTime(time)?.zoned);
  const usable = (timestamp: unknown): number | undefined => {
    const time = isoTime(timestamp);
    if (!time || time.millis < 0 || time.millis > MAX_MILLIS || (zoned && !time.zoned)) return undefined;
    return time.millis;
  };
  let [start, last] = [Infinity, -Infinity];
  for (const time of all) {
    const millis = usable(time);
    if (millis === undefined) continue;
    start = Math.min(start, millis);
    last = Math.max(last, millis);
  }
  const timed = last >= start;
  const method = methodOf(timed, zoned);
  losses.time(timed ? 'measured' : 'order_only', method);
  const runs = documents.map((document) => {
    const stamps = listField(document, 'steps').map((step) => usable(field(step, 'timestamp')));
    if (stamps.every((stamp) => stamp === undefined)) return byStep(stamps.length);
    return byClock(stamps, allTimes(document).map(usable), start, method, usable);
  });
  tellLosses(documents, usable, runs, zoned, losses);
  const end = timed ? Math.round((last - start) * MICROS_PER_MILLI) : 0;
  return { runs, wall: timed && zoned ? start : null, end };
}

function methodOf(timed: boolean, zoned: boolean): string {
  if (!timed) return 'The original tells no times: its steps stand one second apart, in its order.';
  return zoned
    ? 'ISO 8601 dates of the steps; the earliest is the trace’s time 0'
    : 'ISO 8601 dates of the steps, without a time zone: their distances are known, the wall time is not; the earliest is the trace’s time 0';
}

function byStep(count: number): RunTimes {
  return {
    clock: BY_STEP,
    steps: Array.from({ length: count }, (_, index) => ({ native: index, untimed: false })),
    native: () => undefined,
    seconds: (native) => native,
    end: count * MICROS_PER_SECOND,
  };
}

function byClock(
  stamps: readonly (number | undefined)[],
  all: readonly (number | undefined)[],
  start: number,
  method: string,
  usable: (timestamp: unknown) => number | undefined,
): RunTimes {
  let latest = stamps.find((stamp) => stamp !== undefined) ?? start;
  let [count, largest] = [0, 0];
  const steps = stamps.map((stamp): StepTime => {
    if (stamp !== undefined && stamp < latest) {
      count += 1;
      largest = Math.max(largest, latest - stamp);
    }
    latest = Math.max(latest, stamp ?? latest);
    return { native: latest, untimed: stamp === undefined };
  });
  const clock = oneClock('wall', 'ms', 'measured', method, start, 0);
  const end = all.reduce<number>((most, time) => Math.max(most, time ?? most), latest);
  return {
    clock:
      count > 0 ? { ...clock, backsteps: { count, max_us: Math.round(largest * MICROS_PER_MILLI) } } : clock,
    steps,
    native: usable,
    seconds: (native) => Math.max(0, Math.round((native - start) * MICROS_PER_MILLI)) / MICROS_PER_SECOND,
    end: Math.round((end - start) * MICROS_PER_MILLI),
  };
}

function tellLosses(
  documents: readonly unknown[],
  usable: (timestamp: unknown) => number | undefined,
  runs: readonly RunTimes[],
  zoned: boolean,
  losses: LossLog,
): void {
  for (const [index, { steps, clock }] of runs.entries()) {
    if (clock.domain === 'order_only') continue;
    for (const [at, { untimed }] of steps.entries()) {
      const stamp = field(listField(documents[index], 'steps')[at], 'timestamp');
      if (!untimed) continue;
      const naive = zoned && isoTime(stamp)?.zoned === false;
      const what = naive
        ? 'A step’s time has no time zone, unlike others: the step stands where the one before it does'
        : stamp === undefined || stamp === null || usable(stamp) !== undefined
          ? 'A step without a time stands where the one before it does'
          : 'A step’s time is no date: the step stands where the one before it does';
      losses.add(
        naive || stamp === undefined || stamp === null ? 'inferred' : 'unreadable',
        what,
        `step ${at + 1}`,
      );
    }
    const back = clock.backsteps;
    if (back)
      losses.add(
        'changed',
        'A step’s time lies before that of a step before it: the order of the original holds',
        `by up to ${back.max_us / MICROS_PER_MILLI} ms`,
        back.count,
      );
  }
}

/** Every date of a document: of its steps, calls and results. */
function allTimes(document: unknown): readonly unknown[] {
  return listField(document, 'steps').flatMap((step) => [
    field(step, 'timestamp'),
    ...listField(step, 'tool_calls').map(ownTime),
    ...listField(field(step, 'observation'), 'results').map(ownTime),
  ]);
}

/** When a call was made, or a result came, where that is told apart from its step. */
export function ownTime(part: unknown): unknown {
  return field(field(part, 'extra'), 'timestamp');
}
