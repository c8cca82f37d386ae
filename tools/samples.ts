/** `npm run samples`: makes what stands beside the sample bundles, and their list for the landing page. */
import { parseArgs } from 'node:util';
import { describeProblem } from '../src/base/describe-error.ts';
import { TraceError } from '../src/base/errors.ts';
import { CommandError } from '../src/cli/command.ts';
import { makeSamples } from './samples/make-samples.ts';

const HELP = `Usage: npm run samples -- [FOLDER] [options]

Reads each bundle in FOLDER (public/samples), judges it, and writes beside it: pictures (NAME.poster.webp, NAME.loop.webp), the
reviews of tools/samples/reviews (NAME.review.json), batch.json and index.json. No bundle is changed.

  --again   cut the pictures anew, also of bundles that did not change; needs ffmpeg`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { again: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});
const [folder = 'public/samples', ...others] = positionals;
if (values.help || others.length > 0) {
  console.log(HELP);
  if (!values.help) process.exitCode = 2;
} else {
  const output = { print: (line: string) => console.log(line), warn: (line: string) => console.error(line) };
  try {
    await makeSamples(folder, { output, again: values.again });
  } catch (error) {
    console.error(wordsOf(error));
    process.exitCode = 1;
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof CommandError) return error.message;
  if (!(error instanceof TraceError)) throw error;
  const { title, advice } = describeProblem(error);
  return `${title} ${advice}`;
}
