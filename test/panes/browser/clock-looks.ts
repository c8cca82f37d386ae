/** Whether rrweb waits in vain: for a node that is not there it looks at the clock in a loop, for half a second. */
import { onTestFinished, vi } from 'vitest';

/** One wait is some hundred thousand looks; all else that looks at the clock meanwhile are some dozens. */
export const FEW_LOOKS = 2_000;

/** Counts how often `Date.now` is asked, until the test ends. */
export function countClockLooks(): () => number {
  const now = vi.spyOn(Date, 'now');
  onTestFinished(() => now.mockRestore());
  return () => now.mock.calls.length;
}
