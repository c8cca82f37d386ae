/** `npm run make-trace`: a trace of any size, the same for the same seed. `tools/make-trace/` holds its parts. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { packBundle } from '../src/cli/pack.ts';
import { BundleFolder } from './make-trace/folder.ts';
import { makeTrace } from './make-trace/make.ts';
import { MAKE_TRACE_HELP, readTraceOptions, type TraceOptions } from './make-trace/options.ts';

/** Makes the trace that `options` describe, as a folder or a zip. */
async function make(options: TraceOptions): Promise<void> {
  const out = resolve(options.out);
  if (existsSync(out) && !options.force)
    throw new Error(`${options.out} exists already: choose another name, or say --force.`);
  await mkdir(dirname(out), { recursive: true });
  // Beside its goal, so that it is moved and not copied.
  const folder = await mkdtemp(join(dirname(out), '.make-trace-'));
  try {
    await makeTrace(options, new BundleFolder(folder), (note) => console.log(`  ${note}`));
    if (out.endsWith('.zip')) {
      console.log('  packing');
      await packBundle(folder, out, { replace: options.force });
    } else {
      if (options.force) await rm(out, { recursive: true, force: true });
      await rename(folder, out);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  console.log(options.out);
}

try {
  const options = readTraceOptions(process.argv.slice(2));
  if (options) await make(options);
  else console.log(MAKE_TRACE_HELP);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
