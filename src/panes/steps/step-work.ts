/** Making steps of very many items, in slices between which the browser can answer. Pure. */
import { SLICE } from '../../base/slices.ts';
import type { Step, StepKind } from './step.ts';

/** Steps of one kind in time order, each of which is made when it is asked for. */
export interface MadeSteps {
  readonly kind: StepKind;
  /** Microseconds. */
  readonly times: Float64Array;
  /** Of an index that is there. */
  readonly make: (index: number) => Step;
}

/** In time order. */
export type StepList = readonly Step[] | MadeSteps;

/** Steps in the making. */
export type StepWork = Generator<undefined, StepList>;

/** The step of each item, in order; undefined: the item is none. */
export function* stepsOf<T>(items: readonly T[], stepOf: (item: T) => Step | undefined): StepWork {
  const steps: Step[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    const step = item === undefined ? undefined : stepOf(item);
    if (step) steps.push(step);
    if (index % SLICE === SLICE - 1) yield;
  }
  return steps;
}
