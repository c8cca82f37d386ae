/** `npm run make-batch`: a batch.json of thousands of made-up traces, the same for the same seed. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { writeBatch } from '../src/review/batch/batch-file.ts';
import { madeBatch } from './make-trace/batch.ts';

const HELP = `Usage: npm run make-batch -- OUT [options]

Writes a batch.json whose bundles are not there: for benchmarks of its table.

  --traces N   how many (default: 2000)
  --seed N     another one gives other traces (default: 1)`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    traces: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});
const [out] = positionals;
const [traces, seed] = [Number(values.traces), Number(values.seed)];
if (values.help || out === undefined || !Number.isInteger(traces) || !Number.isInteger(seed)) {
  console.log(HELP);
  if (!values.help) process.exitCode = 2;
} else {
  await writeFile(out, writeBatch(madeBatch(traces, seed)));
  console.log(`${out}: ${traces} traces`);
}
