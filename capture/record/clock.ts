import { monotonicUs } from '../../src/cli/capture/clock.ts';

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
