/** What an importer could not carry over, as it lies in a bundle. */
import { TraceError } from '../base/errors.ts';
import { checkRecord } from '../schema/check.ts';
import { loss_report as lossReport } from '../schema/generated/loss-validators.js';
import type { LossReport } from '../schema/generated/types.ts';
import type { CheckedBundle } from './checked-bundle.ts';

export type { LossReport };

const FORMAT = 'a loss report';

/** Rejects with `format-broken`, and as reading does. */
export async function readLossReport(
  bundle: Pick<CheckedBundle, 'readText'>,
  path: string,
  signal?: AbortSignal,
): Promise<LossReport> {
  const text = await bundle.readText(path, signal);
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch (error) {
    throw new TraceError('format-broken', { path, format: FORMAT, reason: (error as Error).message }, error);
  }
  const [first] = checkRecord(lossReport, report).violations;
  if (first)
    throw new TraceError('format-broken', {
      path,
      format: FORMAT,
      reason: `${first.pointer} ${first.reason}`,
    });
  return report as LossReport;
}
