/** `playhead batch verify`: does a sign-off hold, here and now? */
import type { Fault } from '../../review/sign/fault.ts';
import type { Verified } from '../../review/sign/verify-signoff.ts';
import { badArguments, FAILED, OK, onlyArgument, parse, printText, type Command } from '../command.ts';
import { loadProfile } from '../load-profile.ts';
import { batchFile, loadBatch } from './batch-disk.ts';
import { loadKeys, loadSignoff, signoffPath, UNREADABLE } from './sign-disk.ts';
import { faultLine, verifyBatch } from './verify-batch.ts';

const HELP = `Usage: playhead batch verify BATCH --keys KEYS.json [options]

Says whether the sign-off of a batch holds: who signed and whether that counts, and whether every byte of each bundle, the
verdicts, the waivers, the records of re-runs, the rules and the sample are those that were signed. Works without a network.

  --keys FILE        the trusted keys, which you were given by another way than the batch
  --signoff FILE     the sign-off (default: batch.signoff.json beside the batch)
  --reviewers N      how many of those who judged must have signed beside the senior (default: 1)
  --profile FILE     the rules and limits that were agreed on
  --commitment HEX   the SHA-256 that was published before the batch was complete
  --allow-open       let a sign-off pass that says itself what stands open
  --json             print one JSON document: valid, signers, faults and notes with their codes

Exit code: 0 it holds, 1 it does not, 2 wrong command line, 3 batch, sign-off or keys cannot be read.`;

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'verify the sign-off of a batch, offline',
  help: HELP,
  failure: UNREADABLE,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      keys: { type: 'string' },
      signoff: { type: 'string' },
      reviewers: { type: 'string' },
      profile: { type: 'string' },
      commitment: { type: 'string' },
      'allow-open': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    });
    const path = onlyArgument(positionals, 'The batch');
    if (values.keys === undefined) throw badArguments('--keys is missing: the list of trusted keys');
    const options = {
      reviewers: reviewersFrom(values.reviewers),
      profile: values.profile === undefined ? undefined : (await loadProfile(values.profile)).digest,
      commitment: commitmentFrom(values.commitment),
      allowOpen: values['allow-open'],
      keys: await loadKeys(values.keys),
    };
    const local = await loadBatch(await batchFile(path));
    const source = values.signoff ?? signoffPath(local);
    const verified = await verifyBatch(local, await loadSignoff(source), source, options);
    if (values.json) printText(output, JSON.stringify(documentOf(verified), undefined, 2));
    else for (const line of linesOf(verified)) output.print(line);
    return verified.faults.length === 0 ? OK : FAILED;
  },
};

/** Throws `bad-arguments`. */
export function reviewersFrom(text: string | undefined): number {
  if (text === undefined) return 1;
  if (!/^\d{1,2}$/.test(text))
    throw badArguments(`--reviewers takes a whole number, not ${JSON.stringify(text)}`);
  return Number(text);
}

/** Throws `bad-arguments`. */
export function commitmentFrom(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!/^[0-9a-fA-F]{64}$/.test(text))
    throw badArguments(`--commitment takes a SHA-256 of 64 hexadecimal digits, not ${JSON.stringify(text)}`);
  return text.toLowerCase();
}

function linesOf({ signoff, signers, faults, notes }: Verified): readonly string[] {
  const { batch, traces, open, at } = signoff;
  return [
    `${batch.name}: ${traces.length} traces, root ${batch.root}`,
    ...signers.map(
      ({ name, role, keyid }) => `Signed by ${name}, ${role}, key ${keyid.slice(0, 16)}…, ${at}`,
    ),
    ...open.map(
      ({ code, trace, message }) =>
        `  stands open: ${code}  ${trace === undefined ? '' : `${trace}: `}${message}`,
    ),
    ...notes.map(({ message }) => `  does not count: ${message}`),
    ...faults.map(faultLine),
    faults.length === 0 ? 'The sign-off holds.' : 'The sign-off is VOID.',
  ];
}

function documentOf({ signoff, signers, faults, notes }: Verified): object {
  const { batch, traces, decision, open, at } = signoff;
  return {
    valid: faults.length === 0,
    batch,
    traces: traces.length,
    at,
    decision,
    open,
    signers,
    faults: faults.map(toldOf),
    notes: notes.map(toldOf),
  };
}

function toldOf({ code, trace, about, message }: Fault): object {
  return {
    code,
    ...(trace !== undefined && { trace }),
    ...(about !== undefined && { about }),
    message,
  };
}
