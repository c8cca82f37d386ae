/** What came of judging the traces of a batch, as JSON Lines: see `public/schema/batch_result.v1.json`. Pure. */
import { checkRecord } from '../../schema/check.ts';
import * as validators from '../../schema/generated/batch-validators.js';
import * as qcValidators from '../../schema/generated/qc-validators.js';
import type { BatchResult, QcReportFile } from '../../schema/generated/types.ts';

/** A result whose report, where it has one, was checked. */
export interface CheckedResult extends Omit<BatchResult, 'report'> {
  readonly report?: QcReportFile;
}

/** What a result holds for: another bundle, profile or program would have to judge anew. */
export type ResultKey = Pick<
  BatchResult,
  'bundle_id' | 'manifest_sha256' | 'verifications_sha256' | 'profile' | 'tool' | 'reviewless'
>;

export function resultKey({ profile, tool, reviewless, ...bundle }: ResultKey): string {
  const { bundle_id, manifest_sha256, verifications_sha256 = '' } = bundle;
  const parts = [bundle_id, manifest_sha256, verifications_sha256, profile.digest, tool.name, tool.version];
  return JSON.stringify([...parts, reviewless]);
}

/** One line, with its line feed. */
export function resultLine(result: CheckedResult): string {
  return `${JSON.stringify(result)}\n`;
}

/** A line that was written before; undefined for one that is none, as where its writing was broken off. */
export function readResultLine(line: string): CheckedResult | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (checkRecord(validators.batch_result, value).violations.length > 0) return undefined;
  // Checked just above.
  const result = value as BatchResult;
  if ((result.result === 'error') !== (result.report === undefined)) return undefined;
  if (result.report !== undefined && checkRecord(qcValidators.qc_report, result.report).violations.length > 0)
    return undefined;
  return result as CheckedResult;
}
