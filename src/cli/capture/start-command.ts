/** `playhead capture start`: begins a capture, which goes on by itself. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError, FAILED, noArgument, OK, onlyArgument, parse, type Command } from '../command.ts';
import { isFree } from '../files.ts';
import { version } from '../version.ts';
import { lastCapture, rememberCapture, type RunningCapture } from './capture-folder.ts';
import { isReady, tellCheck } from './check-command.ts';
import { loadConfig, PARTS } from './config.ts';
import { ask } from './control.ts';
import { loadPlan, savePlan } from './plan.ts';
import { bootName, deleteDue } from './retention.ts';
import { selfCheck } from './self-check.ts';
import { supervise } from './supervisor.ts';

const HELP = `Usage: playhead capture start [-c capture.json] [-o FOLDER] [options]

Checks what can be recorded (playhead capture check), and begins to. The capture goes on by itself until playhead capture stop;
what was recorded is on the disk at every moment, whatever dies.

  -c, --config FILE     the configuration (docs/CAPTURE.md); without it, everything, at $DISPLAY and in this folder
  -o, --output FOLDER   where the recordings go, and the bundle: new or empty (default: capture-DATE-TIME)
  --strict              do not begin where something that is asked for would be missing

Exit code: 0 it records, 1 it does not, 2 for a wrong command line.`;

/** For the recorders to begin, in milliseconds. */
const START_WAIT = 30_000;
const POLL = 100;

export const startCommand: Command = {
  name: 'start',
  summary: 'begin to record',
  help: HELP,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      config: { type: 'string', short: 'c' },
      output: { type: 'string', short: 'o' },
      strict: { type: 'boolean', default: false },
    });
    noArgument(positionals);
    const config = await loadConfig(values.config);
    const folder = resolve(values.output ?? `capture-${stamp(new Date())}`);
    if (!(await isFree(folder)))
      throw new CommandError(`${folder} is not empty: choose another folder with -o.`);
    const last = await lastCapture();
    if (last && (await ask(last.socket, { do: 'status' })))
      throw new CommandError(`A capture runs already, in ${last.folder}: end it with playhead capture stop.`);
    if (last)
      output.warn(
        `The capture in ${last.folder} was cut off: playhead capture recover ${last.folder} makes a bundle of what it left.`,
      );
    await deleteDue(output);
    await mkdir(dirname(folder), { recursive: true });
    const check = await selfCheck(config, dirname(folder));
    tellCheck(check, output);
    const { missing, tools, base, inputProgram, browserProgram } = check;
    if (values.strict && !isReady(check)) {
      output.warn('Nothing is recorded: something that is asked for would be missing.');
      return FAILED;
    }
    if (PARTS.every((part) => !config.layers[part] || missing[part] !== undefined))
      throw new CommandError('Nothing of what is asked for can be recorded.');
    const boot = await bootName();
    const programs = { inputProgram, browserProgram };
    await savePlan(folder, { version: version(), config, boot, base, missing, tools, ...programs });
    await rememberCapture(await launch(folder));
    output.print(`Recording into ${folder}.`);
    if (missing.terminal === undefined && config.layers.terminal)
      output.print('Work in shells that you start with playhead capture shell: others are not recorded.');
    if (missing.browser === undefined && config.layers.browser)
      output.print('Look at pages in the browser of playhead capture browser: others are not recorded.');
    output.print('Next: playhead capture note, pause, resume, status; at the end, playhead capture stop.');
    return OK;
  },
};

/** Starts the supervisor, apart from this program and its terminal, and waits until it answers. */
async function launch(folder: string): Promise<RunningCapture> {
  const socket = join(tmpdir(), `playhead-capture-${randomUUID().slice(0, 8)}.sock`);
  const [, entry = ''] = process.argv;
  const log = join(folder, 'supervisor.log');
  const file = openSync(log, 'a', 0o600);
  const call = [...process.execArgv, entry, 'capture', 'supervise', folder, socket];
  const child = spawn(process.execPath, call, { detached: true, stdio: ['ignore', file, file] });
  closeSync(file);
  child.unref();
  for (let waited = 0; waited < START_WAIT; waited += POLL) {
    if (child.exitCode !== null || child.pid === undefined) break;
    if (await ask(socket, { do: 'status' })) return { folder, pid: child.pid, socket };
    await sleep(POLL);
  }
  child.kill();
  throw new CommandError(`The capture could not be started: ${log} tells why.`);
}

/** As part of a folder's name, in local time: 20260301-140500. */
function stamp(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}

/** What `start` starts. */
export const superviseCommand: Command = {
  name: 'supervise',
  summary: 'what start starts',
  help: 'Usage: playhead capture supervise FOLDER SOCKET\n\nRuns a capture. playhead capture start calls it.',
  run: async (args) => {
    const { positionals } = parse(args, {});
    const [folder, socket = ''] = positionals;
    const place = onlyArgument(positionals.slice(0, 1), 'The folder');
    await supervise(place, await loadPlan(folder ?? place), socket);
    return OK;
  },
};
