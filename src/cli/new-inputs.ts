/** The files that a new bundle is made of, as they are given on the command line. */
import { badArguments, CommandError } from './command.ts';
import { exists } from './files.ts';

/** What `playhead new` takes; each may be given several times. */
export const INPUT_OPTIONS = [
  'video',
  'terminal',
  'commands',
  'input',
  'audio',
  'transcript',
  'diff',
  'junit',
  'sarif',
  'browser',
  'rrweb',
  'har',
  'logs',
  'metrics',
  'spans',
] as const;

export type InputOption = (typeof INPUT_OPTIONS)[number];

export interface NewInput {
  readonly option: InputOption;
  readonly path: string;
  /** Trace time of the file's own zero, in microseconds; may be negative. */
  readonly offset: number;
  /** False where no offset was given and zero is taken. */
  readonly offsetGiven: boolean;
}

const MICROS_PER_SECOND = 1_000_000;

/** Reads `FILE[@SECONDS]`. A file whose name itself ends like an offset is taken as it is. */
export async function parseInput(option: InputOption, text: string): Promise<NewInput> {
  if (text === '') throw badArguments(`--${option} takes a file`);
  if (await exists(text)) return { option, path: text, offset: 0, offsetGiven: false };
  const match = /^(.+)@([+-]?(?:\d+(?:\.\d*)?|\.\d+))$/.exec(text);
  const path = match?.[1] ?? text;
  if (!(await exists(path))) throw new CommandError(`${path} does not exist: check what --${option} names.`);
  if (!match) throw badArguments(`--${option} takes FILE or FILE@SECONDS, not ${JSON.stringify(text)}`);
  return { option, path, offset: Math.round(Number(match[2]) * MICROS_PER_SECOND), offsetGiven: true };
}
