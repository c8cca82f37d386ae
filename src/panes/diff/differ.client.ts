/** Compares texts without keeping the page from its work. */
import { asTraceError, TraceError } from '../../base/errors.ts';
import { connect, type Remote } from '../../base/rpc.ts';
import { changesOfSpans, diffTexts, type LineChange } from '../../trace/line-diff.ts';
import { countLines } from '../../trace/text-limits.ts';
import type { DifferService } from './differ.ts';

/** UTF-16 code units of both texts: up to here they are compared at once, in a few milliseconds. */
const AT_ONCE = 300_000;
/** Of larger texts nothing is compared. */
const MAX_LENGTH = 8_000_000;
const MAX_LINES = 200_000;
/** Milliseconds without work after which the worker ends; another begins when it is needed. */
const REST = 10_000;

interface Job {
  readonly before: string;
  readonly after: string;
  readonly resolve: (changes: readonly LineChange[]) => void;
  readonly reject: (error: Error) => void;
}

/** True where the two are not too large to be compared. */
export function isComparable(before: string, after: string): boolean {
  return [before, after].every((text) => text.length <= MAX_LENGTH && countLines(text) <= MAX_LINES);
}

export class Differ {
  readonly #waiting: Job[] = [];
  #worker: Running | undefined;
  #busy = false;
  #end: ReturnType<typeof setTimeout> | undefined;

  /** What changed from one text to the other, by line. */
  diff(before: string, after: string): Promise<readonly LineChange[]> {
    if (before.length + after.length <= AT_ONCE) return Promise.resolve(diffTexts(before, after));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ before, after, resolve, reject });
      if (!this.#busy) void this.#work();
    });
  }

  /** One after the other, the last one asked for first: the others are mostly no longer wanted. */
  async #work(): Promise<void> {
    clearTimeout(this.#end);
    this.#busy = true;
    for (let job = this.#waiting.pop(); job; job = this.#waiting.pop()) {
      const { before, after } = job;
      this.#worker ??= startWorker();
      try {
        const spans = await Promise.race([this.#worker.remote.spans(before, after), this.#worker.broken]);
        job.resolve(changesOfSpans(spans, before, after));
      } catch (error) {
        this.#stop();
        job.reject(asTraceError(error));
      }
    }
    this.#busy = false;
    this.#end = setTimeout(() => this.#stop(), REST);
  }

  #stop(): void {
    this.#worker?.stop();
    this.#worker = undefined;
  }
}

interface Running {
  readonly remote: Remote<DifferService>;
  /** Rejects where the worker fails. */
  readonly broken: Promise<never>;
  readonly stop: () => void;
}

function startWorker(): Running {
  const worker = new Worker(new URL('./differ.worker.ts', import.meta.url), { type: 'module' });
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', ({ message }) => {
      const reason = `the worker that compares texts failed: ${message || 'it did not load'}`;
      reject(new TraceError('internal', { reason }));
    });
  });
  return { remote: connect<DifferService>(worker), broken, stop: () => worker.terminate() };
}
