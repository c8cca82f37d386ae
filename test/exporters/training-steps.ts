/** Test traces as training data. */
import { expect } from 'vitest';
import { checkRecord } from '../../src/schema/check.ts';
import { training_step } from '../../src/schema/generated/training-validators.js';
import type { TrainingStep } from '../../src/schema/generated/types.ts';
import type { BundleSpec } from '../fixtures/build-bundle.ts';
import { exported } from './export-trace.ts';

/** The steps of a trace of `spec`, each compared with the schema. Rejects as the exporter does. */
export async function trainingSteps(
  spec: BundleSpec,
  request: Parameters<typeof exported>[2] = {},
): Promise<readonly TrainingStep[]> {
  const { text } = await exported('training', spec, request);
  const records = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TrainingStep);
  for (const record of records)
    expect(checkRecord(training_step, record)).toEqual({ violations: [], unknown: [] });
  return records;
}
