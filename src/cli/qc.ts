/** `playhead qc`: judges a bundle by the rules of a profile. */
import { judge } from '../qc/judge.ts';
import { reportFile } from '../qc/report-file.ts';
import { openTrace } from '../trace/open-trace.ts';
import { FAILED, OK, onlyArgument, parse, type Command } from './command.ts';
import { openLocal } from './fs-bundle.ts';
import { listFiles } from './list-files.ts';
import { loadProfile } from './load-profile.ts';
import { qcLines } from './qc-lines.ts';
import { version } from './version.ts';

/** Nothing was judged: what a batch must tell from a trace that does not pass. */
export const UNREADABLE = 3;

const HELP = `Usage: playhead qc BUNDLE [options]

Judges a bundle (a folder, or a .trace.zip file): is it complete, are secrets left in it, is every decision explained,
is its outcome shown. Each rule, its formula and where it comes from are in docs/QC.md. Nothing is written.

  --profile FILE   rules and limits (default: the standard profile)
  --json           print one JSON document, see schema/qc_report.v1.json
  --reviewless     for a check right after capture: rules that wait for a person or a verifier are shown, and do not count

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
    });
    const path = onlyArgument(positionals, 'The bundle');
    const profile = await loadProfile(values.profile);
    const local = await openLocal(path);
    try {
      const report = await judge(await openTrace(local.source), {
        profile,
        reviewless: values.reviewless,
        compare: true,
        listing: await listFiles(local),
      });
      const tool = { name: 'playhead', version: version() };
      if (values.json) output.print(JSON.stringify(reportFile(report, tool), null, 2));
      else for (const line of qcLines(report)) output.print(line);
      return report.result === 'pass' ? OK : FAILED;
    } finally {
      await local.close();
    }
  },
};
