/** The folder of a capture, and where it is written which one runs. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { field, parsedJson, textField } from '../../base/json.ts';
import { isMissing } from '../fs-bundle.ts';
import { JOURNAL } from './journal.ts';

/** Places in a capture's folder. */
export interface CapturePlaces {
  readonly folder: string;
  readonly journal: string;
  /** What the recorders write. */
  readonly raw: string;
  /** There as long as the capture is paused. */
  readonly paused: string;
  /** There once the capture has ended: whoever still records stops. */
  readonly ended: string;
  readonly bundle: string;
  readonly log: string;
  /** What the browser keeps while it is open. */
  readonly browserProfile: string;
  /** Names the socket at which the browser is reached; there as long as one is open. */
  readonly browserSocket: string;
  readonly browserLog: string;
}

export function placesOf(folder: string): CapturePlaces {
  return {
    folder,
    journal: join(folder, JOURNAL),
    raw: join(folder, 'raw'),
    paused: join(folder, 'raw', 'paused'),
    ended: join(folder, 'raw', 'ended'),
    bundle: join(folder, 'bundle'),
    log: join(folder, 'raw', 'recorders.log'),
    browserProfile: join(folder, 'raw', 'browser-profile'),
    browserSocket: join(folder, 'raw', 'browser-socket'),
    browserLog: join(folder, 'raw', 'browser.log'),
  };
}

/** The capture that was begun last on this machine by this user. */
export interface RunningCapture {
  readonly folder: string;
  readonly pid: number;
  /** Where its supervisor listens. */
  readonly socket: string;
}

/** By the XDG rules. */
export function stateFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const base = env['XDG_STATE_HOME'];
  return join(base === undefined || base === '' ? join(homedir(), '.local', 'state') : base, 'playhead');
}

const running = (): string => join(stateFolder(), 'running-capture.json');

/** Undefined where none was begun, or the last one was stopped. */
export async function lastCapture(): Promise<RunningCapture | undefined> {
  try {
    const value = parsedJson(await readFile(running(), 'utf8'));
    const folder = textField(value, 'folder');
    const socket = textField(value, 'socket');
    const pid = field(value, 'pid');
    if (folder === undefined || socket === undefined || typeof pid !== 'number') return undefined;
    return { folder, socket, pid };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

export async function rememberCapture(capture: RunningCapture): Promise<void> {
  await mkdir(stateFolder(), { recursive: true });
  await writeFile(running(), `${JSON.stringify(capture)}\n`);
}

export async function forgetCapture(): Promise<void> {
  await rm(running(), { force: true });
}

/** Whether a process lives; one that has ended and whose parent did not ask for its code does not. */
export function isAlive(pid: number): boolean {
  try {
    // Behind the name, which may hold anything but is in parentheses.
    const [, state = 'X'] = /^.*\) (\w)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return state !== 'Z' && state !== 'X';
  } catch (error) {
    if (isMissing(error) || (error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
