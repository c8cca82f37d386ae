/** What a command of `playhead` is, and how it fails. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { TraceError } from '../base/errors.ts';

/** Where a command writes, one line at a time: what ends a line within it is escaped. */
export interface Output {
  /** Results, for people or programs. */
  readonly print: (line: string) => void;
  /** Remarks and failures. */
  readonly warn: (line: string) => void;
}

/** Prints a text of several lines, whose own line feeds are those of this program. */
export function printText({ print }: Output, text: string): void {
  for (const line of text.split('\n')) print(line);
}

/** Done without findings. */
export const OK = 0;
/** The command failed, or found errors. */
export const FAILED = 1;
/** The command line itself was wrong. */
export const USAGE = 2;

export interface Command {
  readonly name: string;
  /** One line for `playhead --help`. */
  readonly summary: string;
  /** Commands of its own, of which the first argument names one; it does nothing itself then. */
  readonly commands?: readonly Command[];
  /** All of `playhead NAME --help`. */
  readonly help: string;
  /** Exit code where it could not do its work, for a command whose findings have one, too; undefined: FAILED. */
  readonly failure?: number;
  /** Gives the exit code. Rejects with a TraceError or CommandError; `bad-arguments` is a wrong command line. */
  run(args: readonly string[], output: Output): Promise<number>;
}

/** A failure that is told in one sentence: what is wrong, where, and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Reads a command line strictly; a number below 0 may stand as a value. Throws `bad-arguments`. */
export function parse<T extends Options>(
  args: readonly string[],
  options: T,
): ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: true; strict: true }>> {
  try {
    const joined = withNumbers(args, options);
    return parseArgs({ args: [...joined], options, allowPositionals: true, strict: true });
  } catch (error) {
    const idle = withoutValue(args, options);
    if (idle !== undefined) throw badArguments(idle);
    // Node appends what to do about a leading dash; the first sentence says what is wrong.
    const [reason = 'The options cannot be read'] = (error as Error).message.split(/\.\s/);
    throw badArguments(reason.replace(/\.$/, ''));
  }
}

/** `--before -5` as `--before=-5`: what takes the number says what is wrong with it. */
function withNumbers(args: readonly string[], options: Options): readonly string[] {
  const joined: string[] = [];
  for (const [index, arg] of args.entries()) {
    const before = args[index - 1];
    const isValue =
      /^-[\d.]/.test(arg) && takesValue(before, options) && !args.slice(0, index).includes('--');
    if (isValue) joined.splice(-1, 1, `${before}=${arg}`);
    else joined.push(arg);
  }
  return joined;
}

function takesValue(arg: string | undefined, options: Options): arg is string {
  const name = arg?.startsWith('--') === true ? arg.slice(2) : '';
  return Object.hasOwn(options, name) && options[name]?.type === 'string';
}

/** What to say where an option stands in the place of another one's value; undefined where none does. */
function withoutValue(args: readonly string[], options: Options): string | undefined {
  const at = args.findIndex((arg, index) => arg.startsWith('-') && takesValue(args[index - 1], options));
  const [option, value] = args.slice(at - 1, at + 1);
  return at < 1 || option === undefined || value === undefined || value === '-'
    ? undefined
    : `${option} needs a value, and ${JSON.stringify(value)} is an option`;
}

/** The error of a wrong command line. */
export function badArguments(reason: string): TraceError {
  return new TraceError('bad-arguments', { reason: reason.endsWith('.') ? reason : `${reason}.` });
}

/** The one positional argument. Throws `bad-arguments` where there is none or more. */
export function onlyArgument(positionals: readonly string[], what: string): string {
  const [first, ...others] = positionals;
  if (first === undefined) throw badArguments(`${what} is missing`);
  noArgument(others);
  return first;
}

/** Throws `bad-arguments` where there is one. */
export function noArgument([first]: readonly string[]): void {
  if (first !== undefined) throw badArguments(`${JSON.stringify(first)} is one argument too many`);
}
