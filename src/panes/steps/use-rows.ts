import { useEffect, useState } from 'react';
import { inSlices } from '../../base/slices.ts';
import { filterSteps, NO_FILTER, type StepFilter } from './step-table.ts';
import type { Steps } from './use-steps.ts';

/** The rows that `filter` leaves. Of very many steps these come late: until then, the rows of the filter before. */
export function useRows({ table, rows: all }: Steps, filter: StepFilter): readonly number[] {
  const [found, setFound] = useState({ table, rows: all });
  useEffect(() => {
    let current = true;
    const work =
      filter === NO_FILTER
        ? Promise.resolve(all)
        : inSlices(unlessStale(filterSteps(table, filter), () => !current));
    void work.then((rows) => {
      if (current && rows) setFound({ table, rows });
    });
    return () => {
      current = false;
    };
  }, [table, all, filter]);
  return found.table === table ? found.rows : all;
}

/** `work`, given up as soon as nobody waits for it any more. */
function* unlessStale<R>(
  work: Generator<undefined, R>,
  isStale: () => boolean,
): Generator<undefined, R | undefined> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (isStale()) return undefined;
    yield;
  }
}
