/** `playhead batch assign`: says who is to judge which traces of a batch. */
import { isPlainName } from '../../base/plain-name.ts';
import { assignReviewers } from '../../review/batch/assign.ts';
import type { BatchTrace } from '../../schema/generated/types.ts';
import { badArguments, OK, onlyArgument, parse, printText, type Command } from '../command.ts';
import { loadBatch, saveBatch } from './batch-disk.ts';
import { batchFile, UNREADABLE } from './sign-disk.ts';

const MOST_REVIEWERS = 100;

const HELP = `Usage: playhead batch assign BATCH --reviewers NAMES [options]

Writes into batch.json who is to judge each trace, in place of those before. Nobody gets what they captured themselves, and all
get as many as the others, but for one. A bundle that cannot be read gets nobody.

  --reviewers NAMES   with commas between them, as the reviews name them
  --each N            how many judge each trace (default 1)
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
      json: { type: 'boolean', default: false },
    });
    const path = onlyArgument(positionals, 'The batch');
    const reviewers = namesOf(values.reviewers);
    const each = Number(values.each);
    if (!/^\d+$/.test(values.each) || each < 1 || each > reviewers.length)
      throw badArguments(
        `--each takes a whole number from 1 to ${reviewers.length}, the number of reviewers`,
      );
    const { path: file, batch } = await loadBatch(await batchFile(path));
    const traces = assignReviewers(batch.traces, { reviewers, each, seed: values.seed ?? batch.batch_id });
    await saveBatch(file, { ...batch, traces });
    const shares = reviewers.map((reviewer) => ({ reviewer, traces: tracesOf(traces, reviewer) }));
    if (values.json) printText(output, JSON.stringify(shares, undefined, 2));
    else for (const { reviewer, traces: own } of shares) output.print(`${reviewer}: ${own.length}`);
    return OK;
  },
};

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
