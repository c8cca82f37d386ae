import type { Step } from '../../../src/panes/steps/step.ts';
import type { StepList } from '../../../src/panes/steps/step-work.ts';

/** The result of work in slices, all at once. */
export function finish<R>(work: Generator<undefined, R>): R {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** All steps of a list. */
export function stepsIn(list: StepList): readonly Step[] {
  return 'make' in list ? Array.from(list.times, (_, index) => list.make(index)) : list;
}
