/** Rows of batches, to alter. */
import type { BatchFile, BatchQc, BatchTrace } from '../../../src/schema/generated/types.ts';

const hex = (number: number): string => number.toString(16).padStart(64, '0');

/** The trace of number `number`, with `over` laid over it. */
export function traceRow(number: number, over: Partial<BatchTrace> = {}): BatchTrace {
  return {
    name: `trace-${number}`,
    href: `trace-${number}/`,
    bundle_id: `sha256:${hex(number)}`,
    manifest_sha256: hex(number + 1_000_000),
    bytes: 1000 + number,
    family: 'bug_fix',
    title: `Task ${number}`,
    mode: 'live',
    capturer: { name: 'Dev', kind: 'human' },
    duration_us: 60_000_000,
    outcome: { completion: 'completed', success: 'met' },
    ...over,
  };
}

export function batchOf(...traces: readonly BatchTrace[]): BatchFile {
  return {
    schema: { name: 'playhead-batch', version: 1 },
    batch_id: '00000000-0000-4000-8000-0000000000b1',
    name: 'A batch',
    created: '2026-01-01T00:00:00.000Z',
    traces,
  };
}

/** What the rules say of a trace that passes, with `over` laid over it. */
export function qcOf(over: Partial<BatchQc> = {}): BatchQc {
  return {
    result: 'pass',
    at: '2026-01-02T00:00:00.000Z',
    tool: { name: 'playhead', version: '0.1.0' },
    profile: { id: 'standard', version: '1.0.0', digest: hex(7) },
    reviewless: false,
    coverage: 1,
    outcome_verified: 'pass',
    stops: [],
    findings: { S1: 0, S2: 0, S3: 0 },
    ...over,
  };
}
