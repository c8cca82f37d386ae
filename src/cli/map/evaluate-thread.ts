/** Evaluates expressions of mappings in a thread of its own: one that does not end is ended. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker, type Transferable, type WorkerOptions } from 'node:worker_threads';
import { TraceError } from '../../base/errors.ts';
import { connect, type Remote } from '../../base/rpc.ts';
import type { Evaluate } from '../../importers/mapped/evaluate.ts';
import { badArguments } from '../command.ts';
import type { EvaluateService } from './evaluate-service.ts';

/** Seconds that one expression may take. */
export const MAP_TIMEOUT = 60;

/** For the help of commands that take a mapping. */
export const MAP_TIMEOUT_HELP = `seconds that one expression of the mapping may take (default: ${MAP_TIMEOUT})`;

/** JSONata stops a loop by itself; it gets this long, in milliseconds, to say where. */
const GRACE = 500;

/** `text`: what `--map-timeout` was given. Throws `bad-arguments`. */
export function mapTimeoutOf(text: string | undefined): number {
  if (text === undefined) return MAP_TIMEOUT;
  const seconds = Number(text);
  if (/^\d+(?:\.\d+)?$/.test(text) && seconds > 0 && seconds <= 86_400) return seconds;
  throw badArguments(`--map-timeout takes seconds, up to a day, not ${JSON.stringify(text)}`);
}

/** No input. */
const NOTHING = Symbol('nothing');

interface Thread {
  readonly worker: Worker;
  /** Rejects where the thread itself breaks. */
  readonly failed: Promise<never>;
  readonly service: Remote<EvaluateService>;
  /** The input that it has. */
  input: unknown;
}

/** Gives `work` an `evaluate` that rejects with `mapping-invalid` after so many seconds, whatever the expression does. */
export async function withEvaluateThread<T>(
  seconds: number,
  work: (evaluate: Evaluate) => Promise<T>,
): Promise<T> {
  let thread: Thread | undefined;
  const end = async (): Promise<void> => {
    const ended = thread;
    thread = undefined;
    await ended?.worker.terminate();
  };
  try {
    return await work(async (expression, input, place) => {
      thread ??= started();
      const { service, failed } = thread;
      let timer: NodeJS.Timeout | undefined;
      try {
        if (thread.input !== input) {
          thread.input = input;
          await Promise.race([service.take(input), failed]);
        }
        const late = new Promise<never>((_, reject) => {
          timer = setTimeout(() => reject(tooLong(seconds, place)), seconds * 1_000 + GRACE);
        });
        return await Promise.race([service.evaluate(expression, place, seconds * 1_000), failed, late]);
      } catch (error) {
        // Of one that goes on for ever nothing else stops it.
        await end();
        throw error;
      } finally {
        clearTimeout(timer);
      }
    });
  } finally {
    await end();
  }
}

function tooLong(
  seconds: number,
  { source, at }: { readonly source: string; readonly at: string },
): TraceError {
  const reason = `takes longer than ${seconds} s, and was ended: a loop or a regular expression of it may go on for ever; --map-timeout gives it more time`;
  return new TraceError('mapping-invalid', { source, at, reason });
}

function started(): Thread {
  const { port1, port2 } = new MessageChannel();
  const worker = threadOf({ workerData: port2, transferList: [port2 as unknown as Transferable] });
  const failed = new Promise<never>((_, reject) => worker.once('error', reject));
  // Whoever waits for an answer is told.
  failed.catch(() => undefined);
  return { worker, failed, service: connect<EvaluateService>(port1), input: NOTHING };
}

/** The built module beside this file, or its source with the loader of sources, which a thread does not inherit. */
function threadOf(options: WorkerOptions): Worker {
  const here = dirname(fileURLToPath(import.meta.url));
  const built = join(here, 'evaluate-worker.js');
  if (existsSync(built)) return new Worker(built, options);
  // What is found is its CommonJS, beside which the module lies.
  const found = createRequire(import.meta.url).resolve('tsx/esm/api');
  const loader = pathToFileURL(found.replace(/\.cjs$/, '.mjs')).href;
  const source = pathToFileURL(join(here, 'evaluate.worker.ts')).href;
  const start = `import(${JSON.stringify(loader)}).then(({ register }) => (register(), import(${JSON.stringify(source)})));`;
  return new Worker(start, { ...options, eval: true });
}
