/** The file that lists the traces of a batch: see `public/schema/batch.v1.json`. */
import { TraceError } from '../../base/errors.ts';
import { checkRecord } from '../../schema/check.ts';
import * as validators from '../../schema/generated/batch-validators.js';
import type { BatchFile, BatchTrace } from '../../schema/generated/types.ts';
import { hrefRefusal } from './href.ts';

/** Of a batch's file: some 100,000 traces. */
export const MAX_BATCH_BYTES = 200_000_000;

/**
 * A parsed file of a batch; `source` is what to call it. Throws `batch-invalid` for what is none, names a trace twice, or
 * leads out of its folder. Keys that are not known are passed over: a newer version only adds.
 */
export function readBatch(json: unknown, source: string): BatchFile {
  const invalid = (reason: string): TraceError => new TraceError('batch-invalid', { source, reason });
  const [first] = checkRecord(validators.batch, json).violations;
  if (first) throw invalid(`${first.pointer || 'the whole'} ${first.reason}`);
  // Checked just above.
  const batch = json as BatchFile;
  const names = new Set<string>();
  for (const [index, trace] of batch.traces.entries()) {
    const reason = names.has(trace.name) ? 'has the name of another trace' : faultOf(trace);
    if (reason !== undefined) throw invalid(`/traces/${index} (${trace.name}) ${reason}`);
    names.add(trace.name);
  }
  return batch;
}

/** What is wrong with one trace that a schema cannot tell; undefined where nothing is. */
function faultOf(trace: BatchTrace): string | undefined {
  for (const key of ['href', 'review', 'verifications', 'poster'] as const) {
    const href = trace[key];
    const refusal = href === undefined ? undefined : hrefRefusal(href);
    if (refusal !== undefined) return `has the ${key} ${JSON.stringify(href)}: ${refusal}`;
  }
  if (trace.problem === undefined && !isTold(trace))
    return 'says neither what its bundle is (bundle_id, manifest_sha256) nor why it could not be read (problem)';
  const judges = (trace.verdicts ?? []).map(({ by }) => by);
  return new Set(judges).size < judges.length ? 'has two verdicts of one reviewer' : undefined;
}

/** A trace whose bundle could be read: what names its content is there. */
export type ToldTrace = BatchTrace & Required<Pick<BatchTrace, 'bundle_id' | 'manifest_sha256'>>;

export function isTold(trace: BatchTrace): trace is ToldTrace {
  return trace.bundle_id !== undefined && trace.manifest_sha256 !== undefined;
}

/** The text of a batch's file. */
export function writeBatch(batch: BatchFile): string {
  return `${JSON.stringify(batch, undefined, 2)}\n`;
}
