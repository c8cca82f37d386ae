/** Where the ruler has its ticks, and how they read. */
import { formatTimecode, type TraceTime } from '../base/time.ts';
import type { Scale } from './scale.ts';

const MILLI = 1_000;
const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Distances that people count in, in microseconds; each is followed by the number of small ticks that divide it. */
const STEPS: readonly (readonly [micros: number, parts: number])[] = [
  [MILLI, 5],
  [2 * MILLI, 4],
  [5 * MILLI, 5],
  [10 * MILLI, 5],
  [20 * MILLI, 4],
  [50 * MILLI, 5],
  [100 * MILLI, 5],
  [200 * MILLI, 4],
  [500 * MILLI, 5],
  [SECOND, 5],
  [2 * SECOND, 4],
  [5 * SECOND, 5],
  [10 * SECOND, 5],
  [15 * SECOND, 3],
  [30 * SECOND, 6],
  [MINUTE, 6],
  [2 * MINUTE, 4],
  [5 * MINUTE, 5],
  [10 * MINUTE, 5],
  [15 * MINUTE, 3],
  [30 * MINUTE, 6],
  [HOUR, 6],
  [2 * HOUR, 4],
  [6 * HOUR, 6],
  [12 * HOUR, 6],
  [24 * HOUR, 6],
];

/** Room for one label, in CSS pixels. */
const LABEL_ROOM = 84;

export interface Tick {
  /** In microseconds. */
  readonly time: number;
  /** undefined for a small tick. */
  readonly label: string | undefined;
}

/** The ticks within the scale's range, in time order. */
export function rulerTicks(scale: Scale): readonly Tick[] {
  const { range, microsPerPixel } = scale;
  const [step, parts] =
    STEPS.find(([micros]) => micros / microsPerPixel >= LABEL_ROOM) ?? ([48 * HOUR, 4] as const);
  const small = step / parts;
  const ticks: Tick[] = [];
  for (let count = Math.ceil(range.start / small); count * small < range.end; count++) {
    const time = Math.round(count * small);
    ticks.push({ time, label: count % parts === 0 ? label(time as TraceTime, step) : undefined });
  }
  return ticks;
}

/** h:mm:ss or m:ss; with milliseconds where the ticks stand closer than a second. */
function label(time: TraceTime, step: number): string {
  const text = formatTimecode(time);
  return step < SECOND ? text : text.slice(0, -4);
}
