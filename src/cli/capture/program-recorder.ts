/** One program that records: started anew where it dies, with a file of its own each time. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Journal } from './journal.ts';
import type { RecorderCall } from './recorders.ts';

/** Before a program that died is started again, in milliseconds. */
const RESTART_WAIT = 1_000;
/** One that lived for as long has not failed again, in milliseconds. */
const LONG_LIFE = 30_000;
const MAX_FAILURES = 5;
/** For a program to finish its file, in milliseconds. */
const STOP_WAIT = 5_000;

export interface RecorderOptions {
  readonly name: string;
  readonly journal: Journal;
  readonly log: string;
  readonly call: (segment: number) => RecorderCall;
  /** In the capture's folder. */
  readonly file: (segment: number) => string;
}

export class ProgramRecorder {
  readonly #options: RecorderOptions;
  #segment = 0;
  #failures = 0;
  #startedAt = 0;
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  #isWanted = false;
  #restart: NodeJS.Timeout | undefined;

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }

  get isAlive(): boolean {
    return this.#child !== undefined;
  }

  start(): void {
    this.#isWanted = true;
    const { name, journal, log, call, file } = this.#options;
    const segment = (this.#segment += 1);
    const { program, args, output, env } = call(segment);
    const errors = openSync(log, 'a');
    const out = output === undefined ? errors : openSync(output, 'w');
    const child = spawn(program, args, { stdio: ['ignore', out, errors], env: { ...process.env, ...env } });
    closeSync(errors);
    if (output !== undefined) closeSync(out);
    this.#child = child;
    this.#startedAt = performance.now();
    journal.add({
      ...{ type: 'recorder-began', recorder: name, segment },
      ...{ file: file(segment), pid: child.pid ?? null },
    });
    this.#ended = new Promise((resolve) => {
      const done = (how: string): void => {
        if (this.#child !== child) return;
        this.#child = undefined;
        journal.add({
          ...{ type: 'recorder-ended', recorder: name, segment },
          ...(this.#isWanted && { died: how }),
        });
        if (this.#isWanted) this.#startAgain();
        resolve();
      };
      child.once('exit', (code, signal) => {
        done(signal === null ? `with exit code ${code ?? 'unknown'}` : `by ${signal}`);
      });
      child.once('error', ({ message }) => {
        done(`because it could not be started: ${message}`);
      });
    });
  }

  /** Asks it to finish its file, and waits until it has. */
  async stop(): Promise<void> {
    this.#isWanted = false;
    clearTimeout(this.#restart);
    const child = this.#child;
    if (!child) return;
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_WAIT);
    child.kill('SIGINT');
    await this.#ended;
    clearTimeout(late);
  }

  #startAgain(): void {
    const { name, journal } = this.#options;
    this.#failures = performance.now() - this.#startedAt > LONG_LIFE ? 1 : this.#failures + 1;
    if (this.#failures > MAX_FAILURES) {
      this.#isWanted = false;
      journal.add({ type: 'recorder-given-up', recorder: name });
      return;
    }
    this.#restart = setTimeout(() => {
      this.start();
    }, RESTART_WAIT);
  }
}
