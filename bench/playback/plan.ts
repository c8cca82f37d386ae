/** The long runs: half an hour each, always the same. */
import type { LongRun } from './long-run.ts';

const HALF_HOUR = 1_800;
/** By how much the clocks of real elements differ, and the worst. */
const SKEWS = [
  [50e-6, -50e-6],
  [-200e-6, 200e-6],
  [200e-6, -200e-6],
] as const;

export const LONG_RUNS: readonly LongRun[] = [0.25, 1, 4, 16].flatMap((speed) =>
  SKEWS.map(([videoSkew, voiceSkew], index) => ({
    speed,
    seconds: HALF_HOUR,
    videoSkew,
    voiceSkew,
    seed: 20_260 + index,
  })),
);
