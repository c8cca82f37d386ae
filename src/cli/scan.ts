/** `playhead scan`: secrets and personal data that are left in a bundle. */
import { judge } from '../qc/judge.ts';
import { reportFile } from '../qc/report-file.ts';
import { PRIVACY_RULES } from '../qc/secrets/privacy-rules.ts';
import { onlyRules } from '../qc/secrets/values.ts';
import { openTrace } from '../trace/open-trace.ts';
import { FAILED, OK, onlyArgument, parse, printText, type Command } from './command.ts';
import { openLocal } from './fs-bundle.ts';
import { loadProfile } from './load-profile.ts';
import { UNREADABLE } from './qc.ts';
import { qcLines } from './qc-lines.ts';
import { version } from './version.ts';

const HELP = `Usage: playhead scan BUNDLE [options]

Looks for secrets and personal data in all texts of a bundle (a folder, or a .trace.zip file), before it is shared: the
same rules as in \`playhead qc\`, and no others. It shows where they stand, and never the whole of them. What is only
seen in the picture or heard is not searched, and said to be so. Nothing is written; \`playhead redact\` removes them.

  --profile FILE   limits, and what is known to be harmless (default: the standard profile)
  --json           print one JSON document, see schema/qc_report.v1.json

Exit code: 0 nothing was found, 1 something was, 2 wrong command line, 3 the bundle or profile cannot be read.`;

export const scanCommand: Command = {
  name: 'scan',
  summary: 'look for secrets and personal data in a bundle',
  help: HELP,
  failure: UNREADABLE,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      profile: { type: 'string' },
      json: { type: 'boolean', default: false },
    });
    const path = onlyArgument(positionals, 'The bundle');
    const profile = onlyRules(await loadProfile(values.profile), PRIVACY_RULES);
    const local = await openLocal(path);
    try {
      const report = await judge(await openTrace(local.source), {
        profile,
        reviewless: true,
        compare: false,
      });
      if (values.json)
        printText(
          output,
          JSON.stringify(reportFile(report, { name: 'playhead', version: version() }), null, 2),
        );
      else for (const line of qcLines(report)) output.print(line);
      return report.rules.some(({ findings }) => findings.length > 0) ? FAILED : OK;
    } finally {
      await local.close();
    }
  },
};
