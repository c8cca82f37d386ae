/** Which frames are asked for: at random, but the same for every player and in every run. */
import { seededRandom } from '../capture/record/random.ts';

/** One frame to seek to. */
export interface SeekTarget {
  readonly frame: number;
  /** Where in the frame's interval: 0 is its very start; below 1. */
  readonly part: number;
}

/** Single steps in one direction, one after the other, from frame `from`. */
export interface StepRun {
  readonly from: number;
  readonly by: 1 | -1;
  readonly steps: number;
}

export interface Plan {
  readonly seeks: readonly SeekTarget[];
  /** As many forward as backward. */
  readonly runs: readonly StepRun[];
}

/** Steps of a run, at most. */
const RUN = 10;

/** `seeks` random seeks and about as many single steps, half of them backward, in a video of `count` frames. */
export function makePlan(count: number, seeks: number, seed: number): Plan {
  const random = seededRandom(seed);
  const among = (lowest: number, amount: number): number => lowest + Math.floor(random() * amount);
  const steps = Math.min(RUN, Math.max(1, Math.floor(seeks / 2)), count - 1);
  return {
    seeks: Array.from({ length: seeks }, (_, index) => ({
      frame: among(0, count),
      // Every third at the very start, where an error of rounding shows.
      part: index % 3 === 0 ? 0 : random() * 0.999,
    })),
    runs: Array.from({ length: Math.ceil(seeks / steps / 2) * 2 }, (_, index) =>
      index % 2 === 0
        ? { from: among(0, count - steps), by: 1 as const, steps }
        : { from: among(steps, count - steps), by: -1 as const, steps },
    ),
  };
}
