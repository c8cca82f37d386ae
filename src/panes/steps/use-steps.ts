import { useEffect, useState } from 'react';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import { inSlices } from '../../base/slices.ts';
import type { Clock } from '../../timeline/clock.ts';
import { filterSteps, mergeSteps, NO_FILTER, type StepTable } from './step-table.ts';
import type { StepList } from './step-work.ts';
import type { StepsData } from './steps-data.ts';

/** A layer that cannot be read. */
export interface FailedLayer {
  readonly id: string;
  readonly title: string;
  readonly error: TraceError;
}

/** The pane's layers, read. */
export interface Steps {
  readonly table: StepTable;
  /** All rows: what no filter leaves. */
  readonly rows: readonly number[];
  readonly failed: readonly FailedLayer[];
}

/**
 * Reads the layers, holding the clock meanwhile; undefined until all of them are read or have failed. When their times
 * are corrected, what was read before stays until they are read anew.
 */
export function useSteps(data: StepsData, clock: Clock): Steps | undefined {
  const [read, setRead] = useState<{ readonly data: StepsData; readonly steps: Steps }>();
  const reading = read?.data !== data;
  useEffect(() => {
    let current = true;
    void readAll(data).then((all) => {
      if (current) setRead({ data, steps: all });
    });
    return () => {
      current = false;
    };
  }, [data]);
  useEffect(() => (reading ? clock.hold('steps') : undefined), [reading, clock]);
  return read?.steps;
}

async function readAll({ layers }: StepsData): Promise<Steps> {
  const failed: FailedLayer[] = [];
  const lists: StepList[] = [];
  const answers = await Promise.allSettled(layers.map((layer) => layer.read()));
  for (const [index, { id, title }] of layers.entries()) {
    const answer = answers[index];
    if (answer?.status === 'fulfilled') {
      lists.push(await inSlices(answer.value));
    } else if (answer) failed.push({ id, title, error: asTraceError(answer.reason) });
  }
  const table = await inSlices(mergeSteps(lists));
  return { table, rows: await inSlices(filterSteps(table, NO_FILTER)), failed };
}
