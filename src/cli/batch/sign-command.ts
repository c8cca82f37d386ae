/** `playhead batch sign`: signs a batch off, or says what stands open. */
import { sha256Hex } from '../../base/hash.ts';
import { signEnvelope } from '../../review/sign/dsse.ts';
import { refusedKey, refusedSenior } from '../../review/sign/refusal.ts';
import { signoffOf } from '../../review/sign/signoff.ts';
import { unsigned } from '../../review/sign/statement.ts';
import type { TrustStore } from '../../review/sign/trust.ts';
import type { KeyPair } from '../../review/sign/ed25519.ts';
import type { SignoffPredicate } from '../../schema/generated/types.ts';
import {
  badArguments,
  CommandError,
  FAILED,
  OK,
  onlyArgument,
  parse,
  printText,
  type Command,
  type Output,
} from '../command.ts';
import { exists } from '../files.ts';
import { loadProfile } from '../load-profile.ts';
import { version } from '../version.ts';
import { batchFile, loadBatch, type LocalBatch } from './batch-disk.ts';
import { CONDUCT_HELP, CONDUCT_OPTIONS, loadEarlier, loadGold } from './conduct-disk.ts';
import { cosign } from './cosign.ts';
import { gatherEvidence } from './evidence-disk.ts';
import { wishFrom } from './sample-command.ts';
import {
  loadKey,
  loadKeys,
  loadSignoff,
  signoffPath,
  traceProgress,
  UNREADABLE,
  writeSignoff,
} from './sign-disk.ts';

const HELP = `Usage: playhead batch sign BATCH --key KEY.pem --keys KEYS.json --nonce FILE|--every-trace [options]
       playhead batch sign BATCH --key KEY.pem --keys KEYS.json --as reviewer

Signs a batch off: writes batch.signoff.json beside it, a signed statement over every byte of each bundle, what the rules say of
them, verdicts, waivers and the sample. Every bundle is read and judged again. While something stands open, it says what, and
signs nothing. Who judged or captured in a batch cannot sign it off.

  --key FILE        your private key
  --keys FILE       the trusted keys: yours must be among them, as senior
  --nonce FILE      the random number that draws the sample: see playhead batch sample
  --mode MODE       normal or tightened, as the sample was drawn
  --every-trace     people judged each trace, and nothing was drawn
  --profile FILE    rules and limits (default: the standard profile)
${CONDUCT_HELP}
  --note TEXT       what you say of it
  --state-open      sign although something stands open; what does is part of what is signed
  --replace         sign anew where there is a sign-off already, which the new one names
  --as reviewer     verify the sign-off that is there, and add your signature as one of those who judged
  --json            print one JSON document: signed, open, refusal

Exit code: 0 signed, 1 not signed, since something stands open or does not hold, 2 wrong command line, 3 something cannot be read.`;

export const signCommand: Command = {
  name: 'sign',
  summary: 'sign a batch off',
  help: HELP,
  failure: UNREADABLE,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      key: { type: 'string' },
      keys: { type: 'string' },
      nonce: { type: 'string' },
      mode: { type: 'string' },
      'every-trace': { type: 'boolean', default: false },
      profile: { type: 'string' },
      ...CONDUCT_OPTIONS,
      note: { type: 'string', default: '' },
      'state-open': { type: 'boolean', default: false },
      replace: { type: 'boolean', default: false },
      as: { type: 'string', default: 'senior' },
      json: { type: 'boolean', default: false },
    });
    const path = onlyArgument(positionals, 'The batch');
    if (values.key === undefined) throw badArguments('--key is missing: your private key');
    if (values.keys === undefined) throw badArguments('--keys is missing: the list of trusted keys');
    if (values.as !== 'senior' && values.as !== 'reviewer')
      throw badArguments(`--as takes senior or reviewer, not ${JSON.stringify(values.as)}`);
    const store = await loadKeys(values.keys);
    const key = await loadKey(values.key, output);
    const local = await loadBatch(await batchFile(path));
    const outcome =
      values.as === 'reviewer'
        ? await cosign(local, key, store)
        : await decide(local, key, store, {
            sample: await wishFrom({
              nonce: values.nonce,
              mode: values.mode,
              every: values['every-trace'],
              earlier: await loadEarlier(values.earlier, store, local.batch.batch_id),
            }),
            gold: await loadGold(values.gold),
            profile: await loadProfile(values.profile),
            note: values.note,
            stateOpen: values['state-open'],
            replace: values.replace,
          });
    tell(outcome, values.json, output);
    return outcome.signed === undefined ? FAILED : OK;
  },
};

/** What came of it. */
export interface Outcome {
  /** The file that was written; undefined: nothing was signed. */
  readonly signed: string | undefined;
  /** Why not, where it is not for what stands open. */
  readonly refusal: { readonly code: string; readonly message: string } | undefined;
  readonly signoff: SignoffPredicate | undefined;
}

interface Decision extends Pick<Parameters<typeof signoffOf>[0], 'sample' | 'profile' | 'note' | 'gold'> {
  readonly stateOpen: boolean;
  readonly replace: boolean;
}

async function decide(
  local: LocalBatch,
  key: KeyPair,
  store: TrustStore,
  decision: Decision,
): Promise<Outcome> {
  const at = new Date().toISOString();
  const distrusted = refusedKey(key.keyid, store, 'senior', at);
  if (distrusted) return { signed: undefined, refusal: distrusted, signoff: undefined };
  const path = signoffPath(local);
  const earlier = (await exists(path)) ? await loadSignoff(path) : undefined;
  if (earlier && !decision.replace)
    throw new CommandError(`${path} is there already: --replace signs anew, and names it as replaced.`);
  const progress = traceProgress();
  const name = store.get(key.keyid)?.entry.name ?? '';
  const signoff = signoffOf({
    batch: local.batch,
    traces: await gatherEvidence(local, decision.profile, progress.on).finally(progress.end),
    sample: decision.sample,
    profile: decision.profile,
    senior: { name, keyid: key.keyid },
    tool: { name: 'playhead', version: version() },
    at,
    note: decision.note,
    gold: decision.gold,
    supersedes: earlier && sha256Hex(earlier.payload),
  });
  const refusal = refusedSenior(name, signoff.traces);
  if (refusal) return { signed: undefined, refusal, signoff };
  if (signoff.open.length > 0 && !decision.stateOpen)
    return { signed: undefined, refusal: undefined, signoff };
  const envelope = await signEnvelope(unsigned(signoff), { keyid: key.keyid, key: key.privateKey });
  await writeSignoff(path, earlier, () => Promise.resolve(envelope));
  return { signed: path, refusal: undefined, signoff };
}

function tell({ signed, refusal, signoff }: Outcome, json: boolean, output: Output): void {
  const open = signoff?.open ?? [];
  if (json) {
    printText(
      output,
      JSON.stringify({ signed: signed ?? false, ...(refusal && { refusal }), open }, undefined, 2),
    );
    return;
  }
  for (const { code, trace, message } of open)
    output.print(`  ${code}  ${trace === undefined ? '' : `${trace}: `}${message}`);
  if (refusal) output.print(`  ${refusal.code}  ${refusal.message}`);
  if (signed === undefined)
    output.print(
      refusal
        ? 'Not signed.'
        : `Not signed: ${open.length} ${open.length === 1 ? 'thing stands' : 'things stand'} open.`,
    );
  else output.print(`${signed}: signed${open.length > 0 ? `, with ${open.length} open` : ''}.`);
}
