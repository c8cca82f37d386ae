/** `playhead batch sample`: which traces of a batch people have to judge. */
import { randomBytes } from 'node:crypto';
import type { GoldFile, SignedEarlier, SignedSampling } from '../../schema/generated/types.ts';
import type { TraceEvidence } from '../../review/sign/evidence.ts';
import { commitmentOf } from '../../review/sampling/select.ts';
import { nextMode, type LotResult, type NextMode } from '../../review/sampling/switching.ts';
import {
  drawableOf,
  isMixedIn,
  sampleOf,
  type Sampled,
  type SampleWish,
} from '../../review/sign/sampling-of.ts';
import { batchRootOf } from '../../review/sign/statement.ts';
import {
  badArguments,
  CommandError,
  FAILED,
  OK,
  onlyArgument,
  parse,
  printText,
  type Command,
} from '../command.ts';
import { batchFile, loadBatch, type LocalBatch } from './batch-disk.ts';
import { CONDUCT_HELP, CONDUCT_OPTIONS, loadEarlier, loadGold } from './conduct-disk.ts';
import { gatherEvidence } from './evidence-disk.ts';
import { loadNonce, traceProgress, UNREADABLE, writeSecret } from './sign-disk.ts';

const HELP = `Usage: playhead batch sample --promise FILE
       playhead batch sample BATCH --nonce FILE [--mode normal|tightened | --history LIST]

Says which traces of a batch people have to judge, by a zero-acceptance plan: see docs/QC.md. Nobody can choose them: they follow
from every byte of the batch, and from a random number that was promised before the batch was complete.

  --promise FILE   make a random number, keep it in FILE, and print its SHA-256: publish that before the batch is complete
  --nonce FILE     the random number
  --mode MODE      normal: protects against 10 % bad traces (default); tightened: against 5 %, after batches that were rejected
  --history LIST   choose the mode by what came of the batches before, the earliest first: accepted,rejected,…
${CONDUCT_HELP}
  --json           print one JSON document, as it stands in the sign-off

Exit code: 0 done, 1 too many batches were rejected to go on, 2 wrong command line, 3 something cannot be read.`;

export const sampleCommand: Command = {
  name: 'sample',
  summary: 'draw the traces that people have to judge',
  help: HELP,
  failure: UNREADABLE,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      promise: { type: 'string' },
      nonce: { type: 'string' },
      mode: { type: 'string' },
      history: { type: 'string' },
      ...CONDUCT_OPTIONS,
      json: { type: 'boolean', default: false },
    });
    if (values.promise !== undefined) {
      if (positionals.length > 0 || values.nonce !== undefined)
        throw badArguments('--promise comes before there is a batch, and takes nothing else');
      const nonce = randomBytes(32).toString('hex');
      await writeSecret(values.promise, `${nonce}\n`);
      const commitment = commitmentOf(nonce);
      output.print(values.json ? JSON.stringify({ nonce: values.promise, commitment }) : commitment);
      return OK;
    }
    const path = onlyArgument(positionals, 'The batch');
    const mode = values.history === undefined ? values.mode : modeAfter(values.history, values.mode);
    if (mode === 'stop') {
      output.warn(
        'Five batches were rejected under tightened sampling: find out why before the next is judged.',
      );
      return FAILED;
    }
    const local = await loadBatch(await batchFile(path));
    const earlier = await loadEarlier(values.earlier, undefined, local.batch.batch_id);
    const wish = await wishFrom({ nonce: values.nonce, mode, every: false, earlier });
    const { drawable, sampling } = await drawFrom(local, wish, await loadGold(values.gold));
    if (values.json)
      printText(output, JSON.stringify({ root: batchRootOf(drawable), ...sampling }, undefined, 2));
    else for (const line of linesOf(sampling)) output.print(line);
    return OK;
  },
};

function modeAfter(history: string, mode: string | undefined): NextMode {
  if (mode !== undefined) throw badArguments('--history chooses the mode: give one of --history and --mode');
  return nextMode(
    history.split(',').map((word): LotResult => {
      if (word !== 'accepted' && word !== 'rejected')
        throw badArguments(
          `--history takes accepted and rejected, separated by commas, not ${JSON.stringify(word)}`,
        );
      return word;
    }),
  );
}

/** What sample is asked for by the options of a command. Throws `bad-arguments`. */
export async function wishFrom(options: {
  readonly nonce: string | undefined;
  readonly mode: string | undefined;
  readonly every: boolean;
  readonly earlier: SignedEarlier | undefined;
}): Promise<SampleWish> {
  const { nonce, mode = 'normal', every, earlier } = options;
  if (every) {
    if (nonce !== undefined || options.mode !== undefined)
      throw badArguments('--every-trace draws nothing, so that --nonce and --mode have no meaning beside it');
    return { mode: 'all', earlier };
  }
  if (mode !== 'normal' && mode !== 'tightened')
    throw badArguments(`--mode takes normal or tightened, not ${JSON.stringify(mode)}`);
  if (nonce === undefined) throw badArguments('--nonce is missing: the random number that draws the sample');
  return { mode, nonce: await loadNonce(nonce), earlier };
}

/** Reads every byte of a batch, and draws from what is no trace with a known defect. */
export async function drawFrom(
  local: LocalBatch,
  wish: SampleWish,
  gold: GoldFile | undefined,
): Promise<{ readonly drawable: readonly Sampled[]; readonly sampling: SignedSampling }> {
  const progress = traceProgress();
  const traces = await gatherEvidence(local, undefined, progress.on).finally(progress.end);
  const drawable = traces.filter((trace) => !isMixedIn(trace, gold)).map(drawnFrom);
  return { drawable, sampling: sampleOf(drawable, wish) };
}

function drawnFrom(trace: TraceEvidence): Sampled {
  const drawable = drawableOf(trace);
  if (drawable) return drawable;
  const why =
    trace.bundle.state === 'unreadable' ? `cannot be read: ${trace.bundle.reason}` : 'is not there.';
  throw new CommandError(
    `${trace.row.name} ${why} The sample is drawn from a batch that is whole: mend it, and run playhead batch index again.`,
  );
}

const WHY: Readonly<Record<SignedSampling['selected'][number]['why'], string>> = {
  random: '',
  new: 'one of the first of somebody new',
  capturer: 'so that its capturer has two',
};

function linesOf({
  selected,
  double,
  lot,
  size,
  mode,
  limiting_quality: quality,
  consumer_risk: risk,
}: SignedSampling): readonly string[] {
  const added = selected.length - size;
  return [
    ...selected.map(({ name, why }) => {
      const notes = [
        ...(why === 'random' ? [] : [WHY[why]]),
        ...(double.includes(name) ? ['judged by two'] : []),
      ];
      return notes.length === 0 ? name : `${name}  (${notes.join(', ')})`;
    }),
    '',
    `${size} of ${lot} traces by lot${added > 0 ? `, and ${added} more` : ''} (${mode}): a batch with ${quality * 100} % bad traces passes with a chance of ${risk * 100} % at most.`,
  ];
}
