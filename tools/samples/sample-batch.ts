/** The samples as a batch, by the code of `playhead batch index`, `qc` and `assign`. */
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { BATCH_NAME, loadBatch, saveBatch } from '../../src/cli/batch/batch-disk.ts';
import { indexBatch } from '../../src/cli/batch/index-command.ts';
import type { Output } from '../../src/cli/command.ts';
import { exists } from '../../src/cli/files.ts';
import { assignReviewers } from '../../src/review/batch/assign.ts';
import { qcSummary } from '../../src/review/batch/qc-summary.ts';
import type { BatchFile, BatchQc, BatchTrace } from '../../src/schema/generated/types.ts';
import type { JudgedSample } from './judged-sample.ts';
import { REVIEWERS } from './judgement.ts';

const NAME = 'Samples';

/**
 * The batch of the samples in `folder` with what the rules say of each, given to all reviewers. `before`: as it was; what
 * did not change since keeps its date. `output`: told of what cannot be read, and of reviews that do not count.
 */
export async function sampleBatch(
  folder: string,
  samples: readonly JudgedSample[],
  before: BatchFile | undefined,
  output: Output,
): Promise<BatchFile> {
  const batch = await indexBatch(folder, folder, before, NAME, output);
  const judged = new Map(samples.map(({ name, report }) => [name, report]));
  const now = new Date().toISOString();
  const traces = batch.traces.map((trace): BatchTrace => {
    const report = judged.get(trace.name);
    return report ? { ...trace, qc: dated(qcSummary(report, now), trace.qc) } : trace;
  });
  const all = { reviewers: REVIEWERS, each: REVIEWERS.length, double: new Set<string>(), wanted: undefined };
  return { ...batch, traces: assignReviewers(traces, { ...all, seed: batch.batch_id }) };
}

/** The batch that lies in `folder`; undefined: none does. */
export async function batchIn(folder: string): Promise<BatchFile | undefined> {
  const path = join(folder, BATCH_NAME);
  return (await exists(path)) ? (await loadBatch(path)).batch : undefined;
}

export async function saveBatchIn(folder: string, batch: BatchFile): Promise<void> {
  await saveBatch(join(folder, BATCH_NAME), batch);
}

/** When the same was found before, it was found then. */
function dated(found: BatchQc, before: BatchQc | undefined): BatchQc {
  return before && isDeepStrictEqual(found, { ...before, at: found.at }) ? before : found;
}
