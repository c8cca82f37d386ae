/** How moments and lengths are written for people: by the clock, or, where only an order is known, by steps. Pure. */
import { formatDuration, formatTimecode, fromMicros, parseTime, type TraceTime } from './time.ts';

export interface TimeWords {
  /** How many steps there are; undefined: the trace has times. */
  readonly steps: number | undefined;
  /** `1:23.456`, or `step 12`. */
  readonly moment: (time: TraceTime) => string;
  /** A moment of the whole: `1:23.456`, or `step 12 of 40`. */
  readonly place: (time: TraceTime) => string;
  /** The end, not included, of a range: `step 12` where that is the last one in it. */
  readonly end: (time: TraceTime) => string;
  /** How long something took: `4.2 s`; '' where nobody knows. */
  readonly duration: (micros: number) => string;
  /** How much of the trace that is: `4.2 s`, or `4 steps`. */
  readonly extent: (micros: number) => string;
  /** What a person typed as a moment; undefined where it is none. */
  readonly parse: (text: string) => TraceTime | undefined;
}

export const CLOCK_WORDS: TimeWords = {
  steps: undefined,
  moment: formatTimecode,
  place: formatTimecode,
  end: formatTimecode,
  duration: formatDuration,
  extent: formatDuration,
  parse: parseTime,
};

/** `steps`: how many there are. Each stands for `micros` of trace time. */
export function stepWords(steps: number, micros: number): TimeWords {
  const number = (time: number): number => Math.min(steps, Math.max(1, Math.floor(time / micros) + 1));
  return {
    steps,
    moment: (time) => `step ${number(time)}`,
    place: (time) => `step ${number(time)} of ${steps}`,
    end: (time) => `step ${number(time - 1)}`,
    duration: () => '',
    extent: (length) => {
      const count = Math.max(1, Math.round(length / micros));
      return `${count} step${count === 1 ? '' : 's'}`;
    },
    parse: (text) => {
      const typed = /^(?:step\s*)?(\d+)(?:\s*of\s*\d+)?$/i.exec(text.trim())?.[1];
      const step = Number(typed ?? NaN);
      return step >= 1 ? fromMicros((step - 1) * micros) : undefined;
    },
  };
}
