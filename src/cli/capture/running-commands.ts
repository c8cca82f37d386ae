/** What is said to a running capture: `playhead capture note`, `pause`, `resume`, `status` and `shell`. */
import { formatDuration, fromMicros } from '../../base/time.ts';
import { badArguments, CommandError, noArgument, OK, parse, type Command } from '../command.ts';
import { lastCapture, type RunningCapture } from './capture-folder.ts';
import { ask, type CaptureStatus, type ControlRequest } from './control.ts';
import { recordedShell } from './shell.ts';

const MAX_NOTE = 10_000;

/** The capture that runs. Rejects with a CommandError where none does. */
export async function runningCapture(): Promise<RunningCapture> {
  const last = await lastCapture();
  if (!last) throw new CommandError('No capture runs: begin one with playhead capture start.');
  return last;
}

/** Asks the running capture. Rejects with a CommandError where it has died. */
export async function askRunning(request: ControlRequest): Promise<CaptureStatus> {
  const { folder, socket } = await runningCapture();
  const status = await ask(socket, request);
  if (status) return status;
  throw new CommandError(
    `The capture in ${folder} was cut off, and nothing is recorded: playhead capture recover ${folder} makes a bundle of what it left.`,
  );
}

function words(args: readonly string[]): string {
  return parse(args, {}).positionals.join(' ').trim();
}

function nothingElse(args: readonly string[]): void {
  noArgument(parse(args, {}).positionals);
}

export const noteCommand: Command = {
  name: 'note',
  summary: 'write a note at this moment',
  help: `Usage: playhead capture note TEXT

Puts TEXT into the trace at this moment: what you are about to do, and why.`,
  run: async (args, output) => {
    const text = words(args);
    if (text === '') throw badArguments('The text is missing');
    if (text.length > MAX_NOTE) throw badArguments(`A note has at most ${MAX_NOTE} characters`);
    const { elapsed } = await askRunning({ do: 'note', text });
    output.print(`Noted at ${formatDuration(fromMicros(elapsed))}.`);
    return OK;
  },
};

export const pauseCommand: Command = {
  name: 'pause',
  summary: 'record nothing until resume',
  help: `Usage: playhead capture pause [REASON]

Nothing is recorded from when this returns until playhead capture resume: for a password, a telephone call, a break. The bundle
tells when and, where you give it, why. What is saved in the work tree meanwhile and is still there afterwards is recorded
then.`,
  run: async (args, output) => {
    const reason = words(args);
    await askRunning({ do: 'pause', reason: reason === '' ? undefined : reason });
    output.print('Paused: nothing is recorded until playhead capture resume.');
    return OK;
  },
};

export const resumeCommand: Command = {
  name: 'resume',
  summary: 'record again',
  help: 'Usage: playhead capture resume\n\nRecords again after playhead capture pause.',
  run: async (args, output) => {
    nothingElse(args);
    await askRunning({ do: 'resume' });
    output.print('Recording again.');
    return OK;
  },
};

export const statusCommand: Command = {
  name: 'status',
  summary: 'say what is recorded',
  help: `Usage: playhead capture status

Says whether a capture runs, since when, who records, and what is missing.

Exit code: 0 one runs, 1 none does, or the last one was cut off.`,
  run: async (args, output) => {
    nothingElse(args);
    const { folder, elapsed, paused, alive, missing } = await askRunning({ do: 'status' });
    output.print(
      `${paused ? 'Paused' : 'Recording'} for ${formatDuration(fromMicros(elapsed))}, in ${folder}.`,
    );
    output.print(`Recorders: ${alive.join(', ')}.`);
    for (const [part, why] of Object.entries(missing)) output.print(`Missing: ${part}, since ${why}`);
    return OK;
  },
};

export const shellCommand: Command = {
  name: 'shell',
  summary: 'start a shell that is recorded',
  help: `Usage: playhead capture shell

Starts the shell of the configuration in this terminal: what it shows is recorded, and of bash each command with its exit code.
Leave it with exit. What it shows is not recorded while the capture is paused, nor after it has ended.`,
  run: async (args) => {
    nothingElse(args);
    return recordedShell(await runningCapture());
  },
};
