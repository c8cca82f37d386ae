/** `playhead capture check`: says before recording what will be missing. */
import { FAILED, noArgument, OK, parse, type Command, type Output } from '../command.ts';
import { loadConfig } from './config.ts';
import { selfCheck, type CheckLine, type SelfCheck } from './self-check.ts';

const HELP = `Usage: playhead capture check [-c capture.json]

Says what a capture would record here and now, part by part: what will be missing, why, and what to do about it. Nothing is
recorded; the microphone is listened to for a moment.

  -c, --config FILE   the configuration (docs/CAPTURE.md); without it, everything, at $DISPLAY and in this folder
  --json              print one JSON document: ready, lines

Exit code: 0 everything that is asked for will be there, 1 something will not, 2 for a wrong command line.`;

export const checkCommand: Command = {
  name: 'check',
  summary: 'say what would be recorded, and what would be missing',
  help: HELP,
  run: async (args, output) => {
    const { values, positionals } = parse(args, {
      config: { type: 'string', short: 'c' },
      json: { type: 'boolean', default: false },
    });
    noArgument(positionals);
    const check = await selfCheck(await loadConfig(values.config), process.cwd());
    if (values.json) output.print(JSON.stringify({ ready: isReady(check), lines: check.lines }));
    else tellCheck(check, output);
    return isReady(check) ? OK : FAILED;
  },
};

const SIGNS: Readonly<Record<CheckLine['level'], string>> = {
  ok: 'ok',
  off: 'off',
  warning: 'note',
  error: 'MISSING',
};

export function isReady({ lines }: SelfCheck): boolean {
  return !lines.some(({ level }) => level === 'error');
}

export function tellCheck({ lines }: SelfCheck, output: Output): void {
  for (const { about, level, text } of lines)
    output.print(`${about.padEnd(9)} ${SIGNS[level].padEnd(8)} ${text}`);
}
