import { useEffect, useState } from 'react';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import type { Clock } from '../../timeline/clock.ts';
import { pause } from '../../timeline/slices.ts';
import type { Step } from './step.ts';
import { mergeSteps, type StepTable } from './step-table.ts';
import type { StepLayer, StepsData } from './steps-data.ts';

/** A layer that cannot be read. */
export interface FailedLayer {
  readonly id: string;
  readonly title: string;
  readonly error: TraceError;
}

/** The pane's layers, read. */
export interface Steps {
  readonly table: StepTable;
  readonly failed: readonly FailedLayer[];
}

/** Reads the layers, holding the clock meanwhile; undefined until all of them are read or have failed. */
export function useSteps(data: StepsData, clock: Clock): Steps | undefined {
  const [read, setRead] = useState<{ readonly data: StepsData; readonly steps: Steps }>();
  const steps = read?.data === data ? read.steps : undefined;
  const reading = steps === undefined;
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
  return steps;
}

async function readAll({ layers }: StepsData): Promise<Steps> {
  const failed: FailedLayer[] = [];
  const lists = await Promise.all(layers.map((layer) => readOne(layer, failed)));
  // In a task of its own: reading the last layer and merging them all would make one long one.
  await pause();
  return { table: mergeSteps(lists), failed };
}

async function readOne(layer: StepLayer, failed: FailedLayer[]): Promise<readonly Step[]> {
  try {
    return await layer.read();
  } catch (error) {
    failed.push({ id: layer.id, title: layer.title, error: asTraceError(error) });
    return [];
  }
}
