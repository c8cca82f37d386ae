/** Opens one mutated bundle after the other. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import fc from 'fast-check';
import { smallSample, wholeSample } from './base-bundle.ts';
import { checkBundle, type Reading } from './check-bundle.ts';
import { carryOut, plans, type Plan } from './plan.ts';

/** Bundle `index` of `count` with this seed; -1: the sample as it is. */
export interface Job {
  readonly seed: number;
  readonly count: number;
  readonly index: number;
}

/** Told before each reading of a bundle; what comes before the first makes the bundle. */
export interface Begun {
  readonly reading: Reading;
}

export interface Outcome {
  readonly failure: string | undefined;
  readonly codes: readonly string[];
}

/** One in so many is made of the whole sample, which takes long. */
const WHOLE_EVERY = 50;

const small = smallSample();
const whole = wholeSample();
const UNCHANGED: Plan = {
  files: [],
  honest: false,
  deflate: false,
  entry: undefined,
  bytes: [],
  left: 1,
};
let drawn: readonly Plan[] | undefined;

async function check({ seed, count, index }: Job): Promise<Outcome> {
  drawn ??= fc.sample(plans, { seed, numRuns: count });
  const plan = drawn[index] ?? UNCHANGED;
  const folder = mkdtempSync(join(tmpdir(), 'playhead-fuzz-'));
  const path = join(folder, 'mutated.trace.zip');
  try {
    writeFileSync(path, carryOut(plan, index >= 0 && index % WHOLE_EVERY === 0 ? whole : small));
    return { failure: undefined, codes: await checkBundle(path, begins) };
  } catch (error) {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { failure: `${said}\n  ${JSON.stringify(plan).slice(0, 2_000)}`, codes: [] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function begins(reading: Reading): void {
  parentPort?.postMessage({ reading } satisfies Begun);
}

parentPort?.on('message', (job: Job) => void check(job).then((outcome) => parentPort?.postMessage(outcome)));
