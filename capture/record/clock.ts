/** Microseconds of CLOCK_MONOTONIC: the one clock of a capture. Xvfb's event times and the C programs count it too. */
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

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Polls until `probe` gives a value; says what it waited for if it never does. */
export async function until<T>(
  what: string,
  probe: () => T | undefined | Promise<T | undefined>,
  timeoutMs = 20_000,
): Promise<T> {
  const deadline = monotonicUs() + timeoutMs * 1000;
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    if (monotonicUs() > deadline) throw new Error(`Waited ${timeoutMs} ms for ${what}`);
    await sleep(20);
  }
}
