/** Something to be done, known by its name. */
export interface Job {
  readonly name: string;
}

interface QueueOptions<J extends Job> {
  /** Does it; whether it succeeded is not the queue's affair, so it never rejects. */
  readonly run: (job: J, signal: AbortSignal) => Promise<void>;
  /** Milliseconds that must have passed since the job before; Infinity: not before `look` is called again. */
  readonly pause: (job: J) => number;
}

interface Running {
  readonly name: string;
  /** As performance.now() tells it. */
  readonly since: number;
  readonly abort: AbortController;
}

/**
 * A job that is not wanted any more is aborted when it has run for so long, in milliseconds. Most end before: under a
 * pointer that moves all the time, nothing would ever be finished else.
 */
export const GRACE = 120;

/** Does one job at a time, the most urgent of those that are still wanted. */
export class PictureQueue<J extends Job> {
  readonly #options: QueueOptions<J>;
  #wanted: readonly J[] = [];
  #running: Running | undefined;
  #begin: ReturnType<typeof setTimeout> | undefined;
  #giveUp: ReturnType<typeof setTimeout> | undefined;
  /** When the last job ended, as performance.now() tells it. */
  #ended = -Infinity;

  constructor(options: QueueOptions<J>) {
    this.#options = options;
  }

  /** All that is wanted from now on, the most urgent first. */
  want(jobs: readonly J[]): void {
    this.#wanted = jobs;
    clearTimeout(this.#giveUp);
    const running = this.#running;
    if (running && !jobs.some(({ name }) => name === running.name)) {
      const left = GRACE - (performance.now() - running.since);
      if (left <= 0) running.abort.abort();
      else this.#giveUp = setTimeout(() => running.abort.abort(), left);
    }
    this.look();
  }

  /** Nothing is wanted any more; what runs is aborted at once. */
  stop(): void {
    this.want([]);
    clearTimeout(this.#giveUp);
    this.#running?.abort.abort();
  }

  /** Begins what may begin now. */
  look(): void {
    clearTimeout(this.#begin);
    const [next] = this.#wanted;
    if (this.#running || !next) return;
    const left = this.#options.pause(next) - (performance.now() - this.#ended);
    if (left <= 0) void this.#run(next);
    else if (left < Infinity) this.#begin = setTimeout(() => this.look(), left);
  }

  async #run(job: J): Promise<void> {
    const abort = new AbortController();
    this.#running = { name: job.name, since: performance.now(), abort };
    await this.#options.run(job, abort.signal);
    this.#running = undefined;
    clearTimeout(this.#giveUp);
    // One that was aborted may be wanted again meanwhile.
    if (!abort.signal.aborted) this.#wanted = this.#wanted.filter(({ name }) => name !== job.name);
    this.#ended = performance.now();
    this.look();
  }
}
