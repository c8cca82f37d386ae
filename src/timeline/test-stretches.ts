/**
 * From one test run to the next, work stands as the last one found it: the red and the green of test-driven development.
 * Pure.
 */
import type { TraceTime } from '../base/time.ts';
import type { TestCounts, TestRunItem } from '../trace/layers.ts';

/** How work stands, half-open: from the end of the run that found it so to the end of the one that finds it otherwise. */
export interface TestStretch {
  readonly time: TraceTime;
  readonly end: TraceTime;
  /** `red`: something failed. */
  readonly state: 'red' | 'green';
  /** What the last run of the stretch found. */
  readonly counts: TestCounts;
  /** Which red this is, or what follows it, from 1: a cycle of red, green and refactoring. 0 before the first red. */
  readonly cycle: number;
}

/**
 * The stretches of these runs up to `duration`, ascending. A run counts from its end, or from its start where that was
 * not recorded. One that tells of no test that passed or failed ends a stretch and begins none: nobody knows how work
 * stands then.
 */
export function testStretches(runs: readonly TestRunItem[], duration: TraceTime): readonly TestStretch[] {
  const known = runs
    .map((run) => ({ at: run.end ?? run.time, counts: run.counts }))
    .sort((a, b) => a.at - b.at);
  const stretches: TestStretch[] = [];
  let open: Omit<TestStretch, 'end'> | undefined;
  let cycle = 0;
  const close = (end: TraceTime): void => {
    if (open && end > open.time) stretches.push({ ...open, end });
  };
  for (const { at, counts } of known) {
    const state = stateOf(counts);
    if (open && state === open.state && counts) open = { ...open, counts };
    else {
      close(at);
      if (state === 'red') cycle += 1;
      open = state && counts ? { time: at, state, counts, cycle } : undefined;
    }
  }
  close(duration);
  return stretches;
}

/** undefined where nothing is known. */
function stateOf(counts: TestCounts | undefined): TestStretch['state'] | undefined {
  if (!counts || counts.passed + counts.failed === 0) return undefined;
  return counts.failed > 0 ? 'red' : 'green';
}
