/** `playhead batch assign`: says who is to judge which traces of a batch. */
import { isPlainName } from '../../base/plain-name.ts';
import { assignReviewers, type AssignOptions } from '../../review/batch/assign.ts';
import { doublesOf, doublesWanted } from '../../review/conduct/double-review.ts';
import type { SampleWish } from '../../review/sign/sampling-of.ts';
import type { BatchTrace, GoldFile, SignedEarlier } from '../../schema/generated/types.ts';
import { badArguments, OK, onlyArgument, parse, printText, type Command } from '../command.ts';
import { batchFile, loadBatch, saveBatch, type LocalBatch } from './batch-disk.ts';
import { CONDUCT_HELP, CONDUCT_OPTIONS, loadEarlier, loadGold } from './conduct-disk.ts';
import { drawFrom, wishFrom } from './sample-command.ts';
import { UNREADABLE } from './sign-disk.ts';

const MOST_REVIEWERS = 100;

const HELP = `Usage: playhead batch assign BATCH --reviewers NAMES [options]

Writes into batch.json who is to judge which traces, in place of those before: with --nonce the sample, else each trace. Two judge
those that are reviewed twice, see docs/QC.md. Nobody gets what they captured themselves, and all get as many as the others, but
for one. A bundle that cannot be read gets nobody.

  --reviewers NAMES   with commas between them, as the reviews name them
  --each N            how many judge each trace (default 1)
  --nonce FILE        the random number that draws the sample: only its traces are judged, and every byte is read for it
  --mode MODE         normal or tightened, as the sample is drawn
${CONDUCT_HELP}
  --seed TEXT         another one gives another choice (default: the batch's id)
  --json              print one JSON document: reviewer and traces

Exit code: 0 done, 2 wrong command line, 3 the batch cannot be read or written.`;

export const assignCommand: Command = {
  name: 'assign',
  summary: 'say who is to judge which traces',
  help: HELP,
  failure: UNREADABLE,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      reviewers: { type: 'string' },
      each: { type: 'string', default: '1' },
      seed: { type: 'string' },
      nonce: { type: 'string' },
      mode: { type: 'string' },
      ...CONDUCT_OPTIONS,
      json: { type: 'boolean', default: false },
    });
    const path = onlyArgument(positionals, 'The batch');
    const reviewers = namesOf(values.reviewers);
    const each = Number(values.each);
    if (!/^\d+$/.test(values.each) || each < 1 || each > reviewers.length)
      throw badArguments(
        `--each takes a whole number from 1 to ${reviewers.length}, the number of reviewers`,
      );
    const local = await loadBatch(await batchFile(path));
    const { path: file, batch } = local;
    const earlier = await loadEarlier(values.earlier, undefined, batch.batch_id);
    const gold = await loadGold(values.gold);
    const { nonce, mode } = values;
    if (nonce === undefined && mode !== undefined) throw badArguments('--mode takes --nonce beside it');
    const plan =
      nonce === undefined
        ? everyTrace(batch.traces, earlier, gold)
        : await sampledTraces(local, await wishFrom({ nonce, mode, every: false, earlier }), gold);
    if (reviewers.length < 2 && plan.double.size > 0)
      output.warn(`${plan.double.size} traces are to be judged by two, and there is one reviewer.`);
    const seed = values.seed ?? batch.batch_id;
    const traces = assignReviewers(batch.traces, { reviewers, each, seed, ...plan });
    await saveBatch(file, { ...batch, traces });
    const shares = reviewers.map((reviewer) => ({ reviewer, traces: tracesOf(traces, reviewer) }));
    if (values.json) printText(output, JSON.stringify(shares, undefined, 2));
    else for (const { reviewer, traces: own } of shares) output.print(`${reviewer}: ${own.length}`);
    return OK;
  },
};

/** Each trace is judged; of what is no honeypot, some by two. */
function everyTrace(
  traces: readonly BatchTrace[],
  earlier: SignedEarlier | undefined,
  gold: GoldFile | undefined,
): Pick<AssignOptions, 'double' | 'wanted'> {
  const mixedIn = new Set(gold?.traces.map(({ bundle_id: id }) => id));
  const listed = traces.flatMap(({ name, bundle_id: bundleId }) =>
    bundleId === undefined || mixedIn.has(bundleId) ? [] : [{ name, bundleId }],
  );
  const count = doublesWanted(listed.length, earlier?.verdicts.length ?? 0);
  return { double: new Set(doublesOf(listed, count)), wanted: undefined };
}

/** The sample, and what was mixed in: nobody tells one from the other by who is to judge it. */
async function sampledTraces(
  local: LocalBatch,
  wish: SampleWish,
  gold: GoldFile | undefined,
): Promise<Pick<AssignOptions, 'double' | 'wanted'>> {
  const { sampling } = await drawFrom(local, wish, gold);
  const ids = new Set(gold?.traces.map(({ bundle_id: id }) => id));
  const mixedIn = local.batch.traces.filter(({ bundle_id: id }) => id !== undefined && ids.has(id));
  return {
    double: new Set(sampling.double),
    wanted: new Set([...sampling.selected, ...mixedIn].map(({ name }) => name)),
  };
}

function namesOf(text = ''): readonly string[] {
  const names = [...new Set(text.split(',').map((name) => name.trim()))].filter((name) => name !== '');
  if (names.length === 0 || names.length > MOST_REVIEWERS)
    throw badArguments(`--reviewers takes 1 to ${MOST_REVIEWERS} names, with commas between them`);
  if (!names.every(isPlainName))
    throw badArguments('--reviewers takes names without line breaks and other control characters');
  return names;
}

function tracesOf(traces: readonly BatchTrace[], reviewer: string): readonly string[] {
  return traces.filter(({ assigned = [] }) => assigned.includes(reviewer)).map(({ name }) => name);
}
