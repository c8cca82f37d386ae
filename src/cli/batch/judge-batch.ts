/** Judges the traces of a batch, some at a time, each in a process of its own. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describeProblem } from '../../base/describe-error.ts';
import { asTraceError } from '../../base/errors.ts';
import { isTold, type ToldTrace } from '../../review/batch/batch-file.ts';
import { resultKey, type CheckedResult, type ResultKey } from '../../review/batch/result-lines.ts';
import type { BatchTrace } from '../../schema/generated/types.ts';
import { isMissing } from '../fs-bundle.ts';
import { placeOf } from './batch-disk.ts';
import { factsOf, stemOf } from './find-bundles.ts';
import { judgeInProcess, type Judged, type JudgeProcessOptions } from './judge-process.ts';

export interface JudgeBatchOptions extends JudgeProcessOptions {
  /** The folder that the hrefs are told from. */
  readonly folder: string;
  /** By what is judged. */
  readonly by: Pick<ResultKey, 'profile' | 'tool' | 'reviewless'>;
  /** Processes at a time. */
  readonly jobs: number;
  /** What was judged before; empty to judge all again. */
  readonly earlier: ReadonlyMap<string, CheckedResult>;
  /** Told of each result that is new, once it is there. */
  readonly onJudged: (result: CheckedResult) => Promise<void>;
}

/** One trace of the batch, and what came of it. */
export interface TraceResult {
  readonly trace: BatchTrace;
  readonly result: 'pass' | 'fail' | 'error';
  /** Why it could not be judged; '' where it was. */
  readonly problem: string;
  /** undefined for a bundle that could not be read when the batch was indexed. */
  readonly checked: CheckedResult | undefined;
  /** It was judged before. */
  readonly kept: boolean;
}

/** Resolves to one result for each trace, in their order. Rejects where `signal` ends it, or `onJudged` rejects. */
export async function judgeBatch(
  traces: readonly BatchTrace[],
  options: JudgeBatchOptions,
): Promise<readonly TraceResult[]> {
  const results: TraceResult[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < traces.length; at = next++) {
      const trace = traces[at];
      options.signal.throwIfAborted();
      if (trace) results[at] = await judgeTrace(trace, options);
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, work));
  return results;
}

async function judgeTrace(trace: BatchTrace, options: JudgeBatchOptions): Promise<TraceResult> {
  if (!isTold(trace)) {
    const problem = trace.problem?.message ?? '';
    return { trace, result: 'error', problem, checked: undefined, kept: false };
  }
  const place = placeOf(options.folder, trace.href);
  const verifications_sha256 = await hashOf(`${stemOf(place)}.verifications.jsonl`);
  const key: ResultKey = {
    ...options.by,
    bundle_id: trace.bundle_id,
    manifest_sha256: trace.manifest_sha256,
    ...(verifications_sha256 !== undefined && { verifications_sha256 }),
  };
  const changed = await changeOf(trace, place);
  const earlier = options.earlier.get(resultKey(key));
  // What could not be judged may be judged now: a machine that was short of memory, a process that was ended.
  if (changed === undefined && earlier && earlier.result !== 'error')
    return { trace, result: earlier.result, problem: '', checked: earlier, kept: true };
  const start = performance.now();
  const judged = changed === undefined ? await judgeInProcess(place, options) : { problem: changed };
  const checked: CheckedResult = {
    schema: { name: 'playhead-batch-result', version: 1 },
    name: trace.name,
    href: trace.href,
    ...key,
    at: new Date().toISOString(),
    seconds: Math.round(performance.now() - start) / 1000,
    ...outcomeOf(judged),
  };
  await options.onJudged(checked);
  const { result, problem = '' } = checked;
  return { trace, result, problem, checked, kept: false };
}

function outcomeOf(judged: Judged): Pick<CheckedResult, 'result' | 'problem' | 'report'> {
  return 'report' in judged
    ? { result: judged.report.result, report: judged.report }
    : { result: 'error', problem: judged.problem };
}

/** Why the bundle that lies there is not the one of the batch; undefined where it is. */
async function changeOf(trace: ToldTrace, place: string): Promise<string | undefined> {
  try {
    const { bundle_id, manifest_sha256 } = await factsOf(place);
    return bundle_id === trace.bundle_id && manifest_sha256 === trace.manifest_sha256
      ? undefined
      : 'It has changed since it was indexed: run `playhead batch index` again.';
  } catch (error) {
    const { title, advice } = describeProblem(asTraceError(error));
    return `${title} ${advice}`.trim();
  }
}

async function hashOf(path: string): Promise<string | undefined> {
  try {
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
