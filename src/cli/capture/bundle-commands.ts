/** `playhead capture stop` and `recover`: a capture becomes a bundle. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatDuration, fromMicros } from '../../base/time.ts';
import { CommandError, OK, noArgument, onlyArgument, parse, type Command, type Output } from '../command.ts';
import { isMissing } from '../fs-bundle.ts';
import { problemLines } from '../report.ts';
import { closeBrowser } from './browser/command.ts';
import { forgetCapture, isAlive, lastCapture, placesOf } from './capture-folder.ts';
import { ask } from './control.ts';
import { entriesOf, readJournal } from './journal.ts';
import { makeBundle } from './make-bundle.ts';
import { deleteDue, rememberMade } from './retention.ts';
import { askRunning } from './running-commands.ts';

const STOP = `Usage: playhead capture stop

Ends the capture, closes its browser, and makes a bundle of it in its folder. Where the capture was cut off, it says so: see playhead capture recover.`;

const RECOVER = `Usage: playhead capture recover FOLDER

Makes a bundle of what a capture left in FOLDER that nobody ended: its programs were killed, or its machine died. The bundle tells
what is missing, from when to when. The recordings stay.`;

/** For the recorders to finish their files, in milliseconds. */
const END_WAIT = 60_000;
const POLL = 100;

export const stopCommand: Command = {
  name: 'stop',
  summary: 'end the capture, and make the bundle',
  help: STOP,
  run: async (args, output) => {
    const { positionals } = parse(args, {});
    noArgument(positionals);
    const { folder } = await askRunning({ do: 'stop' });
    await ended(folder);
    output.warn('Recording has ended; the bundle is being made.');
    await finish(folder, output);
    return OK;
  },
};

export const recoverCommand: Command = {
  name: 'recover',
  summary: 'make the bundle of a capture that was cut off',
  help: RECOVER,
  run: async (args, output) => {
    const { positionals } = parse(args, {});
    const folder = resolve(onlyArgument(positionals, 'The folder of the capture'));
    const { journal, raw, ended: mark } = placesOf(folder);
    if (!existsSync(journal)) throw new CommandError(`${folder} holds no capture: check the path.`);
    if (!existsSync(raw))
      throw new CommandError(
        `The recordings of ${folder} were deleted: there is nothing to make a bundle of.`,
      );
    const last = await lastCapture();
    if (last?.folder === folder && (await ask(last.socket, { do: 'status' })))
      throw new CommandError(`The capture in ${folder} still runs: end it with playhead capture stop.`);
    writeFileSync(mark, '');
    await endLeftRecorders(folder);
    await finish(folder, output);
    return OK;
  },
};

async function ended(folder: string): Promise<void> {
  for (let waited = 0; waited < END_WAIT; waited += POLL) {
    if (entriesOf(readJournal(placesOf(folder).journal), 'capture-ended').length > 0) return;
    await sleep(POLL);
  }
  throw new CommandError(
    `The recorders do not end: playhead capture recover ${folder} makes a bundle all the same.`,
  );
}

/** Whoever still records into the folder is asked to finish, and waited for. */
async function endLeftRecorders(folder: string): Promise<void> {
  for (const { pid, file } of entriesOf(readJournal(placesOf(folder).journal), 'recorder-began')) {
    if (pid === null || !isAlive(pid) || !commandLine(pid).includes(join(folder, file))) continue;
    // A shell's recorder stops by the mark, and its shell is the person's own.
    if (file.endsWith('.cast')) continue;
    process.kill(pid, 'SIGINT');
    for (let waited = 0; waited < END_WAIT && isAlive(pid); waited += POLL) await sleep(POLL);
  }
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch (error) {
    if (isMissing(error) || (error as NodeJS.ErrnoException).code === 'ESRCH') return '';
    throw error;
  }
}

async function finish(folder: string, output: Output): Promise<void> {
  await closeBrowser(placesOf(folder));
  const made = await makeBundle(folder);
  await rememberMade(folder);
  if ((await lastCapture())?.folder === folder) await forgetCapture();
  const { layers, duration, hasDied, validation, rawUntil } = made;
  for (const line of problemLines(validation.problems)) output.warn(line);
  const cut = hasDied ? ', cut off' : '';
  output.print(`${made.folder}: ${formatDuration(fromMicros(duration))}${cut}`);
  for (const { id, kind, status, status_note: note, records, ...more } of layers) {
    const count = records === undefined ? '' : `, ${records} records`;
    const state = status === 'present' ? '' : `: ${status.replaceAll('_', ' ')}. ${note ?? ''}`;
    output.print(`  ${id} (${kind.replaceAll('_', ' ')}${count})${state}`);
    for (const gap of gapsIn(more)) output.print(`    ${gap}`);
  }
  const raw = placesOf(folder).raw;
  output.print(
    rawUntil === null
      ? `The raw recordings stay in ${raw} until you delete them.`
      : `The raw recordings in ${raw} are due for deletion on ${new Date(rawUntil / 1000).toISOString().slice(0, 10)}.`,
  );
  await deleteDue(output);
  output.print(`Next: playhead open ${made.folder}`);
}

/** What a layer lacks, for people. */
function gapsIn(layer: Readonly<Record<string, unknown>>): readonly string[] {
  const gaps = (layer['x-gaps'] ?? []) as readonly {
    readonly t: readonly [number, number];
    readonly reason: string;
  }[];
  const moment = (micros: number): string => formatDuration(fromMicros(micros));
  return gaps.map(({ t: [start, end], reason }) => `${moment(start)} to ${moment(end)}: ${reason}`);
}
