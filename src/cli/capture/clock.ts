/** The clocks of the machine that a session is recorded on. */

/** Microseconds of CLOCK_MONOTONIC: the one clock of a capture. X servers' event times and the C programs count it too. */
export function monotonicUs(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

/** The same instant on the wall clock and on the monotonic one. */
export interface WallReading {
  readonly wallUs: number;
  readonly monotonicUs: number;
  readonly uncertaintyUs: number;
}

/** Reads both clocks at a tick of the wall clock, whose resolution here is a millisecond. */
export function readWall(): WallReading {
  const first = Date.now();
  let before = monotonicUs();
  for (;;) {
    const start = before;
    const wall = Date.now();
    before = monotonicUs();
    if (wall !== first) return { wallUs: wall * 1000, monotonicUs: start, uncertaintyUs: before - start + 1 };
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
