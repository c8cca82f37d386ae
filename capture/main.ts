import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { makeSamples } from '../tools/samples/make-samples.ts';
import { writeLayers } from './bundle/layers.ts';
import { manifest } from './bundle/manifest.ts';
import { BundleWriter } from './bundle/writer.ts';
import { measurementTable } from './bundle/table.ts';
import { checkRecording } from './check.ts';
import { stopEverything } from './record/process.ts';
import { record } from './record/studio.ts';
import { loadRecording } from './recording.ts';
import type { Scenario } from './scenario.ts';
import { SCENARIOS } from './scenarios.ts';
import { verifyBundle } from './verify.ts';

const WORK = '/var/tmp/playhead-capture';
const SAMPLES = join(import.meta.dirname, '../public/samples');
/** What is recorded to see whether recording works. */
const CHECKED = 'bug-fix';
const OUTPUT = {
  print: (line: string): void => void process.stdout.write(`${line}\n`),
  warn: (line: string): void => void process.stderr.write(`${line}\n`),
};
const USAGE = `usage: npm run capture -- SCENARIO [-o FOLDER] [--again]
       npm run capture:check -- [SCENARIO] [-o FOLDER] [--again]

  -o FOLDER   where the bundle goes (public/samples/SCENARIO; a check throws it away)
  --again     make the bundle again from the last recording, without recording
  --check     record (${CHECKED}), validate, judge, and compare with the scenario and its sample

scenarios: ${SCENARIOS.map(({ id }) => id).join(', ')}`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      output: { type: 'string', short: 'o' },
      again: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
    },
  });
  const wanted = positionals[0] ?? (values.check ? CHECKED : undefined);
  const scenario = SCENARIOS.find(({ id }) => id === wanted);
  if (!scenario) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const scratch = values.check ? mkdtempSync(join(tmpdir(), 'playhead-capture-check-')) : undefined;
  const target = resolve(values.output ?? join(scratch ?? SAMPLES, scenario.id));
  try {
    if (!(await make(scenario, target, values.again))) return 1;
    if (values.check) return (await checkRecording(scenario, target, SAMPLES, OUTPUT)) ? 0 : 1;
  } finally {
    if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true });
  }
  // What stands beside the samples, and their list, follow from their bundles.
  if (dirname(target) === SAMPLES) await makeSamples(SAMPLES, { output: OUTPUT });
  return 0;
}

/** Records a scenario, and makes its bundle at `target`; false: the bundle is not as it should be, and is not put there. */
async function make(scenario: Scenario, target: string, again: boolean): Promise<boolean> {
  const folder = join(WORK, scenario.id);
  mkdirSync(WORK, { recursive: true, mode: 0o755 });
  const recording = again ? loadRecording(folder) : await record(scenario, folder);

  const writer = new BundleWriter(mkdtempSync(join(WORK, 'bundle-')));
  const { layers, measured } = await writeLayers(scenario, recording, writer);
  const document = await manifest(scenario, recording, layers, measured, writer, randomUUID());
  writeFileSync(join(writer.root, 'trace_schema_v2.json'), `${JSON.stringify(document, null, 2)}\n`);
  process.stdout.write(`${measurementTable(measured)}\n\n`);
  if ((await verifyBundle(writer.root)).length > 0) return false;
  replaceFolder(writer.root, target);
  process.stdout.write(`${target}\n`);
  return true;
}

/** Moves the finished bundle into its place in one step, so that no reader meets half of it. */
function replaceFolder(source: string, target: string): void {
  const fresh = `${target}.new`;
  const old = `${target}.old`;
  mkdirSync(dirname(target), { recursive: true });
  for (const path of [fresh, old]) rmSync(path, { recursive: true, force: true });
  cpSync(source, fresh, { recursive: true });
  chmodSync(fresh, 0o755); // the temporary folder was for our eyes only
  if (existsSync(target)) renameSync(target, old);
  renameSync(fresh, target);
  for (const path of [source, old]) rmSync(path, { recursive: true, force: true });
}

// What was started for a session would outlive this program, and be met by the next one.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => void stopEverything().finally(() => process.exit(code)));

process.exitCode = await main();
