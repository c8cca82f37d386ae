/** `npm run fuzz`: opens thousands of mutated bundles, each under a limit of time and memory. */
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Begun, Job, Outcome } from '../test/fuzz/fuzz.worker.ts';

const HELP = `Usage: npm run fuzz -- [options]

Mutates the sample (bytes, JSON, texts, the zip itself), and validates, opens, judges and searches each bundle that comes of
it. A crash, an error without words, a polluted prototype, more time or more memory than the limits is a failure.

  --count N    bundles, counted from 0 (default: 10000)
  --seed N     other bundles (default: 1)
  --from N     the first of them that is opened, below --count (default: 0)
  --time MS    for one of these four readings (default: 2000): of the wall, and of the processor, since other work on the
               machine makes the first longer, and threads of the collector the second
  --memory MB  memory for one bundle, beyond what is held before it (default: 1024)

Exit code: 0 none failed, 1 some did, 2 wrong command line.`;

const WATCH_MS = 20;
/** Nothing happens for so long: it waits for what never comes. */
const STUCK_MS = 60_000;
const TELL_EVERY = 250;
const MB = 1_000_000;

interface Limits {
  readonly time: number;
  /** Milliseconds of the wall. */
  readonly stuck: number;
  readonly memory: number;
}

interface Result {
  readonly index: number;
  readonly failure: string | undefined;
  readonly codes: readonly string[];
  /** Time of the slowest reading in milliseconds, and memory in bytes, beyond what there was before. */
  readonly time: number;
  readonly memory: number;
}

/** Runs bundles one after the other in a thread, which is ended where one goes too far. */
class Runner {
  readonly #limits: Limits;
  #worker: Worker | undefined;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  async run(job: Job): Promise<Result> {
    const worker = (this.#worker ??= startWorker(this.#limits));
    let before = process.cpuUsage();
    let since = performance.now();
    let reading: string | undefined;
    let slowest = 0;
    const held = process.memoryUsage.rss();
    const began = performance.now();
    /** Of the wall or of the processor, whichever is less: the wall goes on for other work, and threads beside this one are nobody's wait. */
    const spent = (): number => {
      const { user, system } = process.cpuUsage(before);
      return Math.min(performance.now() - since, (user + system) / 1000);
    };
    // What comes before the first bundle is no bundle's.
    const limits = job.index < 0 ? { time: Infinity, memory: Infinity, stuck: Infinity } : this.#limits;
    let memory = 0;
    const outcome = await new Promise<Outcome>((resolve) => {
      const end = (found: Outcome): void => {
        clearInterval(watch);
        worker.off('message', hear).off('error', broke);
        resolve(found);
      };
      const read = (): void => {
        if (reading !== undefined) slowest = Math.max(slowest, spent());
      };
      const hear = (said: Begun | Outcome): void => {
        read();
        if (!('reading' in said)) return end(said);
        reading = said.reading;
        before = process.cpuUsage();
        since = performance.now();
      };
      const broke = (error: unknown): void => fail(String(error));
      const fail = (failure: string): void => {
        clearInterval(watch);
        worker.off('message', hear);
        read();
        this.#worker = undefined;
        void worker.terminate().then(() => end({ failure, codes: [] }));
      };
      const watch = setInterval(() => {
        memory = Math.max(memory, process.memoryUsage.rss() - held);
        if (reading !== undefined && spent() > limits.time) fail(`over ${limits.time} ms to ${reading}`);
        else if (performance.now() - began > limits.stuck) fail('nothing happens any more');
        else if (memory > limits.memory * MB) fail(`over ${limits.memory} MB of memory`);
      }, WATCH_MS);
      worker.on('message', hear);
      worker.once('error', broke);
      worker.postMessage(job);
    });
    return { index: job.index, ...outcome, time: slowest, memory };
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }
}

/** What runs this file does not reach into threads by itself. */
const START = `
  const { workerData } = require('node:worker_threads');
  import('tsx/esm/api').then(({ register }) => (register(), import(workerData)));`;

function startWorker({ memory }: Limits): Worker {
  return new Worker(START, {
    eval: true,
    workerData: new URL('../test/fuzz/fuzz.worker.ts', import.meta.url).href,
    resourceLimits: { maxOldGenerationSizeMb: memory },
  });
}

async function fuzz(count: number, seed: number, from: number, limits: Limits): Promise<number> {
  const runner = new Runner(limits);
  const failed: Result[] = [];
  const codes = new Map<string, number>();
  let [slowest, largest] = [0, 0];
  /** Loads the thread, by the sample as it is: that must pass. */
  const warm = async (): Promise<void> => {
    const { failure } = await runner.run({ seed, count, index: -1 });
    if (failure !== undefined) throw new Error(`the sample itself fails: ${failure}`);
  };
  await warm();
  for (let index = from; index < count; index += 1) {
    const job = { seed, count, index };
    let result = await runner.run(job);
    // A thread that has only begun is slower: only what fails twice does.
    if (result.failure !== undefined) {
      await warm();
      result = await runner.run(job);
    }
    if (result.failure !== undefined) {
      failed.push(result);
      console.log(`bundle ${index}: ${result.failure}`);
      await warm();
    }
    for (const code of result.codes) codes.set(code, (codes.get(code) ?? 0) + 1);
    slowest = Math.max(slowest, result.time);
    largest = Math.max(largest, result.memory);
    if ((index + 1) % TELL_EVERY === 0) console.log(`${index + 1} of ${count}, ${failed.length} failed`);
  }
  await runner.close();
  for (const [code, times] of [...codes].sort((a, b) => b[1] - a[1])) console.log(`  ${code}: ${times}`);
  console.log(
    `${count - from} bundles, ${failed.length} failed; at most ${Math.round(slowest)} ms and ${Math.round(largest / MB)} MB`,
  );
  return failed.length;
}

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    time: { type: 'string', default: '2000' },
    memory: { type: 'string', default: '1024' },
    help: { type: 'boolean', default: false },
  },
});
const numbers = [values.count, values.seed, values.from, values.time, values.memory].map(Number);
const [count = 0, seed = 0, from = 0, time = 0, memory = 0] = numbers;
if (values.help || !numbers.every(Number.isSafeInteger) || from < 0 || from >= count) {
  console.log(HELP);
  if (!values.help) process.exitCode = 2;
} else if ((await fuzz(count, seed, from, { time, memory, stuck: STUCK_MS })) > 0) process.exitCode = 1;
