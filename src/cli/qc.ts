/** `playhead qc`: judges a bundle by the rules of a profile. */
import { readFile } from 'node:fs/promises';
import { TraceError } from '../base/errors.ts';
import { judge } from '../qc/judge.ts';
import { RECAPTURE_FORMATS, recaptureText, type RecaptureFormat } from '../qc/recapture-file.ts';
import { recaptureList, recaptureSource } from '../qc/recapture-list.ts';
import { reportFile } from '../qc/report-file.ts';
import { parseReview } from '../review/review-file.ts';
import { bundleIdOf } from '../review/review.ts';
import { reviewState, type ReviewState } from '../review/state.ts';
import type { Manifest } from '../schema/generated/types.ts';
import { openTrace } from '../trace/open-trace.ts';
import { badArguments, FAILED, OK, onlyArgument, parse, printText, type Command } from './command.ts';
import { openLocal } from './fs-bundle.ts';
import { listFiles } from './list-files.ts';
import { loadProfile } from './load-profile.ts';
import { qcLines } from './qc-lines.ts';
import { loadVerifications } from './verify/log-store.ts';
import { version } from './version.ts';

/** Nothing was judged: what a batch must tell from a trace that does not pass. */
export const UNREADABLE = 3;

const HELP = `Usage: playhead qc BUNDLE [options]

Judges a bundle (a folder, or a .trace.zip file): is it complete, are secrets left in it, is every decision explained,
is its outcome shown. Each rule, its formula and where it comes from are in docs/QC.md. Nothing is written.

  --profile FILE   rules and limits (default: the standard profile)
  --json           print one JSON document, see schema/qc_report.v1.json
  --reviewless     for a check right after capture: rules that wait for a person or a verifier are shown, and do not count
  --review FILE    a review of this bundle: its waivers are in force, and stay to be seen
  --recapture FMT  print what is to be captured again instead: md, csv or json (see schema/qc_recapture.v1.json)

◊ marks rules with starting values, which were not yet compared with judged traces.

Exit code: 0 every gate holds, 1 one does not, 2 wrong command line, 3 the bundle or profile cannot be read.`;

export const qcCommand: Command = {
  name: 'qc',
  summary: 'judge the quality of a bundle',
  help: HELP,
  failure: UNREADABLE,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      profile: { type: 'string' },
      json: { type: 'boolean', default: false },
      reviewless: { type: 'boolean', default: false },
      review: { type: 'string' },
      recapture: { type: 'string' },
    });
    const format = formatOf(values.recapture);
    if (format && values.json) throw badArguments('--recapture and --json print one document each');
    const path = onlyArgument(positionals, 'The bundle');
    const profile = await loadProfile(values.profile);
    const local = await openLocal(path);
    try {
      const trace = await openTrace(local.source);
      const review =
        values.review === undefined ? undefined : await readReviewOf(trace.manifest, values.review);
      const report = await judge(trace, {
        profile,
        reviewless: values.reviewless,
        waivers: [...(review?.waivers.values() ?? [])],
        compare: true,
        listing: await listFiles(local),
        verifications: await loadVerifications(local.path),
      });
      const tool = { name: 'playhead', version: version() };
      if (format) {
        const marks = (review?.recaptures ?? []).map(({ code, ...mark }) => ({ ...mark, reason: code }));
        printText(output, recaptureText(recaptureList([recaptureSource(report, marks)]), format).trimEnd());
      } else if (values.json) printText(output, JSON.stringify(reportFile(report, tool), null, 2));
      else for (const line of qcLines(report)) output.print(line);
      return report.result === 'pass' ? OK : FAILED;
    } finally {
      await local.close();
    }
  },
};

function formatOf(name: string | undefined): RecaptureFormat | undefined {
  if (name === undefined) return undefined;
  const format = RECAPTURE_FORMATS.find((known) => known === name);
  if (!format) throw badArguments(`--recapture is one of ${RECAPTURE_FORMATS.join(', ')}`);
  return format;
}

/** What is in force of a file of reviews. Rejects with `review-invalid`, and `review-foreign` where it is of another bundle. */
async function readReviewOf(manifest: Manifest, path: string): Promise<ReviewState> {
  const review = parseReview(await readFile(path, 'utf8'), path);
  const open = bundleIdOf(manifest);
  if (review.bundleId !== open)
    throw new TraceError('review-foreign', { source: path, made: review.bundleId, open });
  return reviewState(review);
}
