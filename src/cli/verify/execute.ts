/** Runs one command to its end, or to the time limit, and keeps what it prints within a limit. */
import { spawn } from 'node:child_process';
import { TraceError } from '../../base/errors.ts';

export interface Execution {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** All of the environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Bytes of its output that are kept. */
  readonly logBytes: number;
  readonly signal: AbortSignal;
  /** Ends what the process group does not hold, as a container. */
  readonly endOthers?: () => Promise<void>;
}

export interface Executed {
  /** null where a signal ended it. */
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly timedOut: boolean;
  readonly ms: number;
  /** Both outputs as they came; of what is too long, the beginning and the end. */
  readonly log: Buffer;
  /** Bytes that were printed. */
  readonly printed: number;
}

/** Processes that left the group may hold its outputs open: nobody waits longer for them, in milliseconds. */
const GRACE = 2_000;

/**
 * Rejects where the command cannot be started, and with `aborted`. The process group is killed at the time limit, and
 * whatever of it is left when the command has ended.
 */
export async function execute(execution: Execution): Promise<Executed> {
  const { argv, cwd, env, timeoutMs, logBytes, signal, endOthers } = execution;
  signal.throwIfAborted();
  const [program, ...args] = argv;
  const started = performance.now();
  const kept = new KeptOutput(logBytes);
  let timedOut = false;
  // A group of its own, so that all of it can be ended.
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.on('data', (chunk: Buffer) => kept.add(chunk));
  child.stderr.on('data', (chunk: Buffer) => kept.add(chunk));
  const kill = (): void => endGroup(child.pid);
  const timer = setTimeout(() => {
    timedOut = true;
    kill();
  }, timeoutMs);
  signal.addEventListener('abort', kill);
  try {
    const [exit, by] = await new Promise<[number | null, NodeJS.Signals | null]>((done, fail) => {
      child.on('error', fail);
      child.on('exit', (code, killer) => {
        kill();
        const grace = setTimeout(() => {
          child.stdout.destroy();
          child.stderr.destroy();
        }, GRACE);
        child.on('close', () => {
          clearTimeout(grace);
          done([code, killer]);
        });
      });
    });
    if (signal.aborted) throw new TraceError('aborted', {});
    const ms = Math.round(performance.now() - started);
    return { exit, signal: by, timedOut, ms, log: kept.bytes(), printed: kept.printed };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', kill);
    await endOthers?.();
  }
}

/** Every process of the group at once. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // None of it is left; EPERM: but for one that has ended (macOS), or others' by now.
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

/** The first half and the last half of what is too long, with a line between them that says so. */
class KeptOutput {
  printed = 0;
  readonly #half: number;
  readonly #head: Buffer[] = [];
  #headBytes = 0;
  #tail: Buffer[] = [];
  #tailBytes = 0;

  constructor(limit: number) {
    this.#half = Math.ceil(limit / 2);
  }

  add(chunk: Buffer): void {
    this.printed += chunk.length;
    const taken = chunk.subarray(0, this.#half - this.#headBytes);
    if (taken.length > 0) this.#head.push(taken);
    this.#headBytes += taken.length;
    const rest = chunk.subarray(taken.length);
    if (rest.length === 0) return;
    this.#tail.push(rest);
    this.#tailBytes += rest.length;
    // Not at each chunk: to join them takes as long as they are.
    if (this.#tailBytes > this.#half * 4) this.#cut();
  }

  bytes(): Buffer {
    this.#cut();
    const lost = this.printed - this.#headBytes - this.#tailBytes;
    const mark = lost > 0 ? [Buffer.from(`\n[playhead: ${lost} bytes left out]\n`)] : [];
    return Buffer.concat([...this.#head, ...mark, ...this.#tail]);
  }

  #cut(): void {
    const all = Buffer.concat(this.#tail);
    const tail = all.subarray(Math.max(0, all.length - this.#half));
    this.#tail = [tail];
    this.#tailBytes = tail.length;
  }
}
