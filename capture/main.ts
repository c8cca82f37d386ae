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
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { writeLayers } from './bundle/layers.ts';
import { manifest } from './bundle/manifest.ts';
import { BundleWriter } from './bundle/writer.ts';
import { measurementTable } from './bundle/table.ts';
import { record } from './record/studio.ts';
import { loadRecording } from './recording.ts';
import { SCENARIOS } from './scenarios.ts';
import { verifyBundle } from './verify.ts';

const WORK = '/var/tmp/playhead-capture';
const USAGE = `usage: npm run capture -- SCENARIO [-o FOLDER] [--again]

  -o FOLDER   where the bundle goes (public/samples/SCENARIO)
  --again     make the bundle again from the last recording, without recording

scenarios: ${SCENARIOS.map(({ id }) => id).join(', ')}`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { output: { type: 'string', short: 'o' }, again: { type: 'boolean', default: false } },
  });
  const scenario = SCENARIOS.find(({ id }) => id === positionals[0]);
  if (!scenario) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const target = resolve(values.output ?? join(import.meta.dirname, '../public/samples', scenario.id));
  const folder = join(WORK, scenario.id);
  mkdirSync(WORK, { recursive: true, mode: 0o755 });
  const recording = values.again ? loadRecording(folder) : await record(scenario, folder);

  const writer = new BundleWriter(mkdtempSync(join(WORK, 'bundle-')));
  const { layers, measured } = await writeLayers(scenario, recording, writer);
  const document = await manifest(scenario, recording, layers, measured, writer, randomUUID());
  writeFileSync(join(writer.root, 'trace_schema_v2.json'), `${JSON.stringify(document, null, 2)}\n`);
  process.stdout.write(`${measurementTable(measured)}\n\n`);
  const problems = verifyBundle(writer.root);
  if (problems.length > 0) return 1;
  replaceFolder(writer.root, target);
  process.stdout.write(`${target}\n`);
  return 0;
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

process.exitCode = await main();
