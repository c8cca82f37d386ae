/** `playhead validate`: says what is wrong with a bundle. */
import { FAILED, OK, onlyArgument, parse, printText, type Command } from './command.ts';
import { problemLines, validationJson } from './report.ts';
import { validateBundle } from './validate-bundle.ts';

const HELP = `Usage: playhead validate BUNDLE [options]

Checks a bundle (a folder, or a .trace.zip file): its manifest against the schema, each file's size and SHA-256, each
layer's records, and that all that is referred to exists. Reads the layers exactly as the app does.

  --json     print one JSON document: bundle, digest, valid, problems
  --strict   keys that the schema does not know are errors, not warnings

Exit code: 0 without errors, 1 with errors, 2 for a wrong command line.`;

export const validateCommand: Command = {
  name: 'validate',
  summary: 'check a bundle',
  help: HELP,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      json: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
    });
    const result = await validateBundle(onlyArgument(positionals, 'The bundle'), values.strict);
    if (values.json) printText(output, validationJson(result));
    else {
      for (const line of problemLines(result.problems, result.words)) output.print(line);
      if (result.digest !== undefined) output.print(`Digest: sha256:${result.digest}`);
      output.print(result.valid ? `${result.bundle} is valid.` : `${result.bundle} is not valid.`);
    }
    return result.valid ? OK : FAILED;
  },
};
