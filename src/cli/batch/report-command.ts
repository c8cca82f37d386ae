/** `playhead batch report`: the sign-off of a batch as a page for whoever is given the batch. */
import { join } from 'node:path';
import { signoffReport } from '../../review/sign/report/report.ts';
import { statementOf } from '../../review/sign/statement.ts';
import { FAILED, OK, onlyArgument, parse, printText, type Command } from '../command.ts';
import { loadProfile } from '../load-profile.ts';
import { batchFile, loadBatch, writeWhole } from './batch-disk.ts';
import { loadKeys, loadSignoff, signoffPath, UNREADABLE } from './sign-disk.ts';
import { faultLine, verifyBatch } from './verify-batch.ts';
import { commitmentFrom, reviewersFrom } from './verify-command.ts';

const HELP = `Usage: playhead batch report BATCH [options]

Writes what was signed as one HTML page that can be printed and needs nothing else: what was signed and by whom, the sample and
what follows from it in plain words, each trace, what was let pass, how reviewers agree, and how to verify it.

  --keys FILE     verify the sign-off with these trusted keys first; a report of one that does not hold says so
  --profile FILE  the rules and limits that were agreed on: compared where --keys is given
  --commitment HEX
                  the SHA-256 that was published before the batch was complete: compared with that of the random number
  --out FILE      the file to write (default: batch.report.html beside the batch)
  --reviewers N   how many of those who judged must have signed beside the senior (default: 1)
  --allow-open    let a sign-off pass that says itself what stands open, as batch verify does
  --json          print one JSON document: out, verified, faults

Exit code: 0 written, 1 written, and the sign-off does not hold, 2 wrong command line, 3 something cannot be read or written.`;

export const reportCommand: Command = {
  name: 'report',
  summary: 'write the sign-off of a batch as a page to print',
  help: HELP,
  failure: UNREADABLE,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      keys: { type: 'string' },
      profile: { type: 'string' },
      commitment: { type: 'string' },
      out: { type: 'string' },
      reviewers: { type: 'string' },
      'allow-open': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    });
    const path = onlyArgument(positionals, 'The batch');
    const local = await loadBatch(await batchFile(path));
    const reviewers = reviewersFrom(values.reviewers);
    const commitment = commitmentFrom(values.commitment);
    const source = signoffPath(local);
    const envelope = await loadSignoff(source);
    const checked =
      values.keys === undefined
        ? undefined
        : await verifyBatch(local, envelope, source, {
            keys: await loadKeys(values.keys),
            reviewers,
            profile: values.profile === undefined ? undefined : (await loadProfile(values.profile)).digest,
            commitment,
            allowOpen: values['allow-open'],
          });
    const signoff = checked?.signoff ?? statementOf(envelope, source);
    const out = values.out ?? join(local.folder, 'batch.report.html');
    await writeWhole(
      out,
      signoffReport({ signoff, checked, promise: commitment, made: new Date().toISOString() }),
    );
    const faults = checked?.faults ?? [];
    if (values.json)
      printText(
        output,
        JSON.stringify({ out, verified: checked ? faults.length === 0 : null, faults }, undefined, 2),
      );
    else {
      output.print(
        `${out}: ${checked ? (faults.length === 0 ? 'the sign-off holds' : 'the sign-off is VOID') : 'not verified: give --keys'}.`,
      );
      for (const fault of faults) output.print(faultLine(fault));
    }
    return faults.length === 0 ? OK : FAILED;
  },
};
