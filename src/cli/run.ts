/** Chooses the command, and turns what went wrong into one sentence and an exit code. */
import { describeProblem } from '../base/describe-error.ts';
import { asTraceError, TraceError, type ErrorDetails } from '../base/errors.ts';
import {
  badArguments,
  CommandError,
  FAILED,
  OK,
  USAGE,
  printText,
  type Command,
  type Output,
} from './command.ts';
import { allowCommand } from './allow.ts';
import { batchCommand } from './batch/command.ts';
import { captureCommand } from './capture/command.ts';
import { convertCommand } from './convert.ts';
import { decryptCommand } from './decrypt.ts';
import { encryptCommand } from './encrypt.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import/command.ts';
import { mapCommand } from './map/command.ts';
import { migrateCommand } from './migrate.ts';
import { newCommand } from './new.ts';
import { openCommand } from './open.ts';
import { packCommand } from './pack.ts';
import { plainOutput } from './plain-output.ts';
import { qcCommand } from './qc.ts';
import { redactCommand } from './redact/command.ts';
import { scanCommand } from './scan.ts';
import { unpackCommand } from './unpack.ts';
import { validateCommand } from './validate.ts';
import { verifyCommand } from './verify.ts';
import { version } from './version.ts';

const COMMANDS: readonly Command[] = [
  openCommand,
  newCommand,
  captureCommand,
  importCommand,
  validateCommand,
  qcCommand,
  verifyCommand,
  batchCommand,
  packCommand,
  unpackCommand,
  migrateCommand,
  scanCommand,
  redactCommand,
  encryptCommand,
  decryptCommand,
  exportCommand,
  convertCommand,
  mapCommand,
  allowCommand,
];

/** Runs one command line and gives its exit code. */
export async function run(args: readonly string[], to: Output): Promise<number> {
  const output = plainOutput(to);
  try {
    return await dispatch(args, output);
  } catch (error) {
    return tell(error, output);
  }
}

async function dispatch(args: readonly string[], output: Output): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version') {
    output.print(version());
    return OK;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    printText(output, overview());
    return name === undefined ? USAGE : OK;
  }
  const command = COMMANDS.find((other) => other.name === name);
  if (!command)
    throw badArguments(
      `${JSON.stringify(name)} is no ${name.startsWith('-') ? 'option' : 'command'} of playhead`,
    );
  return runCommand(command, rest, output, `playhead ${name}`);
}

/** `called`: the command as it was called, with those that it is one of. */
async function runCommand(
  command: Command,
  rest: readonly string[],
  output: Output,
  called: string,
): Promise<number> {
  const [first, ...after] = rest;
  const own = command.commands?.find(({ name }) => name === first);
  if (own) return runCommand(own, after, output, `${called} ${own.name}`);
  if (rest.includes('--help') || rest.includes('-h')) {
    printText(output, command.help);
    return OK;
  }
  try {
    return await command.run(rest, output);
  } catch (error) {
    return tell(withCommand(error, called), output, command.failure);
  }
}

/** A wrong command line is one of that command. */
function withCommand(error: unknown, command: string): unknown {
  if (!(error instanceof TraceError) || error.code !== 'bad-arguments') return error;
  const { reason } = error.details as ErrorDetails['bad-arguments'];
  return new TraceError('bad-arguments', { reason, command }, error);
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  return [
    'playhead: replays a captured software-engineering session exactly.',
    '',
    'Usage: playhead COMMAND [options]',
    '',
    ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    '  playhead COMMAND --help   the options of a command',
    '  playhead --version        the version',
    '',
    `Exit codes: ${OK} done, ${FAILED} failed or found errors, ${USAGE} wrong command line.`,
  ].join('\n');
}

/** `failed`: the exit code of what is no wrong command line. */
function tell(error: unknown, output: Output, failed = FAILED): number {
  if (error instanceof CommandError) {
    output.warn(error.message);
    return failed;
  }
  const system = systemSentence(error);
  if (system !== undefined) {
    output.warn(system);
    return failed;
  }
  const failure = asTraceError(error);
  const { title, advice } = describeProblem(failure);
  output.warn([title, advice].filter((part) => part !== '').join(' '));
  return failure.code === 'bad-arguments' ? USAGE : failed;
}

const SYSTEM_REASONS: Readonly<Record<string, string>> = {
  EACCES: 'may not be read or written: check its permissions.',
  EPERM: 'may not be read or written: check its permissions.',
  ENOSPC: 'could not be written: the disk is full.',
  ENOENT: 'does not exist: check the path.',
  EISDIR: 'is a folder, and a file is needed: check the path.',
  ENOTDIR: 'is no folder: check the path.',
};

/** What the file system refused, in one sentence; undefined for another kind of error. */
function systemSentence(error: unknown): string | undefined {
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (!(error instanceof Error) || typeof code !== 'string' || !/^E[A-Z]+$/.test(code)) return undefined;
  return `${path ?? 'A file'} ${SYSTEM_REASONS[code] ?? `could not be used: ${message}.`}`;
}
