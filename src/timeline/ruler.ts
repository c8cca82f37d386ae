/** Where the ruler has its ticks, and how they read. */
import { CLOCK_WORDS, type TimeWords } from '../base/time-words.ts';
import type { TraceTime } from '../base/time.ts';
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

/** The same where a second stands for a step: nothing is closer, and people count by tens. */
const ORDER_STEPS: readonly (readonly [micros: number, parts: number])[] = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000,
].map((steps) => [steps * SECOND, steps % 5 === 0 ? 5 : steps] as const);

/** Room for one label, in CSS pixels. */
const LABEL_ROOM = 84;

export interface Tick {
  /** In microseconds. */
  readonly time: number;
  /** undefined for a small tick. */
  readonly label: string | undefined;
}

/** The ticks within the scale's range, in time order. `words`: how the trace writes moments. */
export function rulerTicks(scale: Scale, words: TimeWords = CLOCK_WORDS): readonly Tick[] {
  const { range, microsPerPixel } = scale;
  const [step, parts] =
    (words.steps === undefined ? STEPS : ORDER_STEPS).find(
      ([micros]) => micros / microsPerPixel >= LABEL_ROOM,
    ) ?? ([48 * HOUR, 4] as const);
  const small = step / parts;
  const ticks: Tick[] = [];
  for (let count = Math.ceil(range.start / small); count * small < range.end; count++) {
    const time = Math.round(count * small);
    ticks.push({ time, label: count % parts === 0 ? label(time as TraceTime, step, words) : undefined });
  }
  return ticks;
}

/** h:mm:ss or m:ss; with milliseconds where the ticks stand closer than a second. */
function label(time: TraceTime, step: number, words: TimeWords): string {
  const text = words.moment(time);
  if (words.steps !== undefined) return text;
  return step < SECOND ? text : text.slice(0, -4);
}
