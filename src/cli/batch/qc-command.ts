/** `playhead batch qc`: judges the traces of a batch by the rules of a profile. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import {
  OK,
  badArguments,
  CommandError,
  FAILED,
  onlyArgument,
  parse,
  printText,
  type Command,
} from '../command.ts';
import { afterWaivers } from '../../review/batch/after-waivers.ts';
import { qcSummary } from '../../review/batch/qc-summary.ts';
import type { CheckedResult } from '../../review/batch/result-lines.ts';
import { batchConduct, type BatchConduct } from '../../review/conduct/batch-conduct.ts';
import { qualityOf, svrCounts, svrProperties, type Quality } from '../../review/sign/svr.ts';
import { inShard, parseShard, type Shard } from '../../review/batch/shard.ts';
import type { BatchQc, BatchTrace } from '../../schema/generated/types.ts';
import { loadProfile } from '../load-profile.ts';
import { UNREADABLE } from '../qc.ts';
import { version } from '../version.ts';
import { batchFile, loadBatch, saveBatch, writeWhole, type LocalBatch } from './batch-disk.ts';
import { judgeBatch, type TraceResult } from './judge-batch.ts';
import { resultsParquet } from './results-parquet.ts';
import { appendResults, readResults, resultsPath } from './result-files.ts';

/** Some traces could not be judged. */
const UNJUDGED = 4;

const HELP = `Usage: playhead batch qc BATCH [options]

Judges each trace of a batch.json by the rules of docs/QC.md, each in a process of its own: one that crashes is a line of the
results, and not the end. What was judged before, of the same bundle by the same profile and version, is not judged
again, so that a run that was broken off goes on where it stopped. Nothing is written to a bundle. Results are those of the
bundles alone: which traces pass by waivers of their reviews (as of the last playhead batch index) is told beside them.

  --jobs N         processes at a time (default: the processors of this machine)
  --shard I/N      judge only part I of N, 1 ≤ I ≤ N; batch.json stays as it is: run once without it to put all together
  --out FILE       append results to this file (default: BATCH.qc.jsonl, or BATCH.qc.I-of-N.jsonl), see
                   schema/batch_result.v1.json; all BATCH.qc*.jsonl beside the batch are read to begin with
  --parquet FILE   write a table of the results, one row a trace, for DuckDB, Spark or pandas
  --profile FILE   rules and limits (default: the standard profile)
  --reviewless     rules that wait for a person or a verifier are shown, and do not count
  --timeout S      give a trace up after S seconds
  --again          judge all, whatever was judged before
  --json           print one JSON document: result counts, the result of each trace, and which pass by waivers

Exit code: 0 every trace passes, 1 one does not, 2 wrong command line, 3 the batch or profile cannot be read, 4 a trace could not
be judged.`;

export const batchQcCommand: Command = {
  name: 'qc',
  summary: 'judge the traces of a batch, on one machine or many',
  help: HELP,
  failure: UNREADABLE,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      jobs: { type: 'string' },
      shard: { type: 'string' },
      out: { type: 'string' },
      parquet: { type: 'string' },
      profile: { type: 'string' },
      reviewless: { type: 'boolean', default: false },
      timeout: { type: 'string' },
      again: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    });
    const path = onlyArgument(positionals, 'The batch');
    const shard = values.shard === undefined ? undefined : shardFrom(values.shard);
    const jobs = wholeNumber('--jobs', values.jobs) ?? availableParallelism();
    const timeout = wholeNumber('--timeout', values.timeout);
    const { reviewless } = values;
    const local = await loadBatch(await batchFile(path));
    const { file, digest } = await loadProfile(values.profile);
    const by = {
      profile: { id: file.id, version: file.version, digest },
      tool: { name: 'playhead', version: version() },
      reviewless,
    };
    const out = values.out ?? resultsPath(local.path, shard);
    const { results: earlier, broken } = await readResults(local.path, out);
    if (broken > 0) output.warn(`${broken} broken lines of earlier results are judged again.`);
    const traces = shard ? inShard(local.batch.traces, shard) : local.batch.traces;
    const stop = stopper();
    const writer = await appendResults(out);
    let done = 0;
    const results = await judgeBatch(traces, {
      folder: local.folder,
      by,
      jobs,
      earlier: values.again ? new Map() : earlier,
      timeout,
      args: [
        ...(values.profile === undefined ? [] : ['--profile', resolve(values.profile)]),
        ...(reviewless ? ['--reviewless'] : []),
      ],
      signal: stop.signal,
      onJudged: async (result) => {
        await writer.add(result);
        done += 1;
        output.warn(`${done}: ${result.name}: ${wordsOf(result)}`);
      },
    })
      .catch((error: unknown) => {
        if (!stop.signal.aborted) throw error;
        throw new CommandError(`Stopped. ${done} results are in ${out}: the next run goes on from there.`);
      })
      .finally(async () => {
        stop.off();
        await writer.close();
      });
    const byWaivers = shard ? [] : passedByWaivers(await keepSummaries(local, results));
    const conduct = shard ? undefined : batchConduct(local.batch.traces);
    if (values.parquet !== undefined) await writeWhole(values.parquet, resultsParquet(results));
    if (values.json)
      printText(
        output,
        JSON.stringify(
          {
            ...documentOf(local, results, shard, out),
            ...(conduct && { by_waivers: byWaivers, reviews: conduct }),
          },
          undefined,
          2,
        ),
      );
    else
      for (const line of [...summaryOf(results, out), ...waiverLines(byWaivers), ...conductLines(conduct)])
        output.print(line);
    if (results.some(({ result }) => result === 'error')) return UNJUDGED;
    return results.some(({ result }) => result === 'fail') ? FAILED : OK;
  },
};

function shardFrom(text: string): Shard {
  const shard = parseShard(text);
  if (!shard) throw badArguments(`--shard takes I/N with 1 ≤ I ≤ N, not ${JSON.stringify(text)}`);
  return shard;
}

function wholeNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw badArguments(`${option} takes a whole number from 1, not ${JSON.stringify(text)}`);
  return Number(text);
}

/** Ends the processes with this one: a cluster that takes a machine back sends SIGTERM. */
function stopper(): { readonly signal: AbortSignal; readonly off: () => void } {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  const names = ['SIGINT', 'SIGTERM'] as const;
  for (const name of names) process.on(name, stop);
  return { signal: controller.signal, off: () => names.forEach((name) => process.off(name, stop)) };
}

function wordsOf({ result, problem = '', report }: CheckedResult): string {
  if (result === 'error') return `ERROR ${problem}`;
  const stops = report?.rules.filter((rule) => rule.stops).map(({ id }) => id) ?? [];
  return result === 'pass' ? 'pass' : `FAIL ${stops.join(', ')}`;
}

/** Puts the results into the batch as it is now: others may have written to it meanwhile. */
async function keepSummaries(
  { path }: LocalBatch,
  results: readonly TraceResult[],
): Promise<readonly BatchTrace[]> {
  const { batch } = await loadBatch(path);
  const summaries = new Map(results.map((result) => [result.trace.href, result]));
  const traces = batch.traces.map((trace) => {
    const result = summaries.get(trace.href);
    const same =
      result?.trace.bundle_id === trace.bundle_id && result?.trace.manifest_sha256 === trace.manifest_sha256;
    const qc = same && result?.checked ? summaryFor(result.checked) : undefined;
    return qc ? { ...trace, qc } : trace;
  });
  await saveBatch(path, { ...batch, traces });
  return traces;
}

function summaryFor({ report, at, tool, profile, reviewless, problem = '' }: CheckedResult): BatchQc {
  if (report) return qcSummary(report, at);
  return { result: 'error', problem: problem.slice(0, 2000), at, tool, profile, reviewless };
}

function count(results: readonly TraceResult[]): Record<TraceResult['result'], number> {
  const counts = { pass: 0, fail: 0, error: 0 };
  for (const { result } of results) counts[result] += 1;
  return counts;
}

/** What could not be judged has none of the properties. */
function qualitiesOf(results: readonly TraceResult[]): readonly Quality[] {
  return results.map(({ checked }) => (checked?.report ? qualityOf(checked.report) : {}));
}

function summaryOf(results: readonly TraceResult[], out: string): readonly string[] {
  const { pass, fail, error } = count(results);
  const kept = results.filter((result) => result.kept).length;
  const properties = svrCounts(qualitiesOf(results)).map(
    ({ property, holds, of }) => `${property} ${holds} of ${of}`,
  );
  return [
    ...results.flatMap(({ trace, problem }) =>
      problem === '' ? [] : [`Not judged: ${trace.name}: ${problem}`],
    ),
    `${results.length} traces: ${pass} pass, ${fail} do not, ${error} could not be judged.`,
    `${properties.join(', ')}.`,
    `${kept} of them had been judged before. Results: ${out}`,
  ];
}

/** Names of the traces that fail, and that waivers of their reviews let pass. */
function passedByWaivers(traces: readonly BatchTrace[]): readonly string[] {
  return traces.filter((trace) => afterWaivers(trace).result === 'waived').map(({ name }) => name);
}

function waiverLines(names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`Do not pass, but for what reviewers waived: ${names.join(', ')}`];
}

/** Nothing before anybody has judged. */
function conductLines(conduct: BatchConduct | undefined): readonly string[] {
  if (!conduct || conduct.judged === 0) return [];
  const { judged, twice, waiting, unsettled } = conduct;
  return [
    `Reviews: ${judged} judged, ${twice} by two or more${agreementWords(conduct)}.`,
    ...(waiting.length > 0 ? [`To be judged by a second person: ${waiting.join(', ')}`] : []),
    ...(unsettled.length > 0 ? [`Reviewers differ, and nobody has settled it: ${unsettled.join(', ')}`] : []),
  ];
}

function agreementWords({ twice, alpha, level }: BatchConduct): string {
  if (twice === 0) return '';
  return `, α ${alpha === undefined ? 'not defined' : alpha.toFixed(3)}: ${LEVELS[level]}`;
}

const LEVELS: Readonly<Record<BatchConduct['level'], string>> = {
  untold: 'too few to tell',
  uniform: 'all the same, so that nothing shows whether reviewers would see a difference',
  reliable: 'verdicts can be relied on',
  settle: 'each difference is to be settled',
  train: 'reviewers are to be trained anew',
};

function documentOf(
  { path, batch }: LocalBatch,
  results: readonly TraceResult[],
  shard: Shard | undefined,
  out: string,
): object {
  return {
    batch: path,
    batch_id: batch.batch_id,
    ...(shard && { shard: `${shard.number}/${shard.of}` }),
    results: out,
    traces: results.length,
    ...count(results),
    properties: svrProperties(qualitiesOf(results)),
    kept: results.filter(({ kept }) => kept).length,
    each: results.map(({ trace, result, problem, checked }) => ({
      name: trace.name,
      result,
      ...(problem !== '' && { problem }),
      ...(checked?.report && {
        stops: checked.report.rules.filter(({ stops }) => stops).map(({ id }) => id),
      }),
    })),
  };
}
