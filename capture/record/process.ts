import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { monotonicUs } from '../../src/cli/capture/clock.ts';
import { sleep } from './clock.ts';

const exec = promisify(execFile);
const PRIORITY = -12;

/** Who the session's programs run as, and what they may see of this machine. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly env: Readonly<Record<string, string>>;
}

/** A program that runs for as long as the capture. */
export interface Service {
  readonly process: ChildProcess;
  /** Writes one line to its standard input. */
  readonly send: (line: string) => void;
  /** Ends it, and waits until it has ended. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Everything that was started and has not ended, oldest first. */
const running = new Set<Service>();

/** Ends what still runs: at the end of a capture, or when one failed. */
export async function stopEverything(): Promise<void> {
  for (const service of [...running].toReversed()) await service.stop();
}

export interface ServiceOptions {
  readonly account?: Account;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly log: string;
  /** Called with each line of standard output and the time of its arrival. */
  readonly onLine?: (line: string, atUs: number) => void;
  /** Standard output goes into this file instead. */
  readonly output?: string;
}

export function startService(command: string, args: readonly string[], options: ServiceOptions): Service {
  const log = openSync(options.log, 'a');
  const output = options.output === undefined ? undefined : openSync(options.output, 'w');
  const child = spawn(command, args, {
    stdio: ['pipe', options.onLine ? 'pipe' : (output ?? log), log],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.account && process.getuid?.() === 0
      ? { uid: options.account.uid, gid: options.account.gid }
      : {}),
    env: { ...options.account?.env, ...options.env },
  });
  closeSync(log);
  if (output !== undefined) closeSync(output);
  const { onLine } = options;
  if (onLine && child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      onLine(line, monotonicUs());
    });
  }
  child.stdin?.on('error', () => undefined); // it may end before its last command is written
  const ended = new Promise<void>((resolve, reject) => {
    child.once('exit', () => {
      resolve();
    });
    child.once('error', reject);
  });
  ended.catch(() => undefined);
  const service: Service = {
    process: child,
    send: (line) => child.stdin?.write(`${line}\n`),
    stop: async (signal = 'SIGTERM') => {
      if (hasEnded(child)) return;
      child.kill(signal);
      await Promise.race([ended, sleep(5000)]);
      if (!hasEnded(child)) child.kill('SIGKILL');
    },
  };
  raisePriority(child.pid);
  running.add(service);
  child.once('exit', () => running.delete(service));
  return service;
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** A recorder that comes late loses frames; root may put the session before other work. */
function raisePriority(pid: number | undefined): void {
  if (pid === undefined || process.getuid?.() !== 0) return;
  try {
    setPriority(pid, PRIORITY);
  } catch {
    // It has ended already.
  }
}

/** Runs a program to its end and gives its standard output; a failure names the program. */
export async function run(
  command: string,
  args: readonly string[],
  options: { account?: Account; env?: Readonly<Record<string, string>>; cwd?: string } = {},
): Promise<string> {
  const { account } = options;
  const { stdout } = await exec(command, args, {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(account && process.getuid?.() === 0 ? { uid: account.uid, gid: account.gid } : {}),
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
      LANG: 'C.UTF-8',
      ...account?.env,
      ...options.env,
    },
    maxBuffer: 1 << 28,
  });
  return stdout;
}

/** Version of an installed Debian package; null where there is none. */
export async function packageVersion(name: string): Promise<string | null> {
  return run('dpkg-query', ['-W', '-f', '${Version}', name]).catch(() => null);
}
