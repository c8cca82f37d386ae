/** A terminal recording: commands as they are typed, and what they print. */
import { Dice } from './dice.ts';
import { camel, noun, sentence } from './words.ts';

export interface CastOptions {
  readonly seed: number;
  /** Millions of bytes of the file, about. */
  readonly megabytes: number;
  readonly hours: number;
  readonly cols: number;
  readonly rows: number;
}

const COMMANDS_AN_HOUR = 120;
const COMMANDS = [
  'npm test',
  'npm run lint',
  'git status --short',
  'npm run build',
  'node tools/replay.mjs',
  'tail -n 400 service.log',
];
/** What the quotes, commas and escapes of a line add to its text, about. */
const LINE_OVERHEAD = 1.12;

/** The lines of an asciicast v2 file, without their ends. Shell marks (OSC 133) tell where commands begin and end. */
export function* castLines({ seed, megabytes, hours, cols, rows }: CastOptions): Generator<string> {
  const dice = new Dice(seed, 'terminal');
  const total = megabytes * 1e6;
  const seconds = hours * 3_600;
  yield JSON.stringify({
    version: 2,
    width: cols,
    height: rows,
    timestamp: 1_795_402_116,
    env: { SHELL: '/bin/bash', TERM: 'xterm-256color' },
  });
  const count = Math.max(2, Math.min(Math.round(hours * COMMANDS_AN_HOUR), Math.floor(total / 600)));
  for (let n = 0; n < count; n += 1) {
    const start = (seconds * (n + 0.1)) / count;
    const room = (seconds / count) * 0.85;
    const output = Math.max(80, total / count / LINE_OVERHEAD - 260);
    yield* commandLines(dice, start, room, output, cols);
  }
}

function* commandLines(
  dice: Dice,
  start: number,
  room: number,
  output: number,
  cols: number,
): Generator<string> {
  const command = dice.pick(COMMANDS);
  let at = start;
  const event = (text: string, wait: number): string => {
    at += wait;
    return `[${at.toFixed(6)},"o",${JSON.stringify(text)}]`;
  };
  yield event('\x1b]133;A\x07\x1b[1;32mdev@box\x1b[0m:\x1b[34m~/ledger\x1b[0m$ \x1b]133;B\x07', 0);
  for (const letter of command)
    yield event(letter, Math.min(0.12, (room * 0.2) / command.length) * dice.between(0.6, 1.4));
  yield event('\r\n\x1b[?2004l\x1b]133;C\x07', 0.05);
  const chunks = Math.max(1, Math.round(output / 700));
  const pause = (start + room * 0.9 - at) / chunks;
  for (let n = 0; n < chunks; n += 1) {
    let text = '';
    while (text.length < Math.min(700, output)) text += `${outputLine(dice).slice(0, cols - 1)}\x1b[0m\r\n`;
    yield event(text, pause * dice.between(0.4, 1.6) * 0.6);
  }
  yield event(`\x1b]133;D;${dice.chance(0.25) ? 1 : 0}\x07`, 0.01);
}

function outputLine(dice: Dice): string {
  const level = dice.pick(['\x1b[32mINFO ', '\x1b[33mWARN ', '\x1b[31mERROR', '\x1b[90mDEBUG']);
  switch (dice.whole(0, 3)) {
    case 0:
      return `${level}\x1b[0m [${noun(dice)}-${dice.whole(1, 9)}] ${sentence(dice)}`;
    case 1:
      return `\x1b[32m✓\x1b[0m ${camel(dice)} ${noun(dice)} (${dice.whole(1, 900)} ms)`;
    case 2:
      return `${level}\x1b[0m ${noun(dice)}=${dice.hex(12)} ${noun(dice)}=${dice.whole(0, 99_999)} 日本語 ${noun(dice)}`;
    default:
      return `    at ${camel(dice)} (src/${noun(dice)}/${noun(dice)}.ts:${dice.whole(1, 900)}:${dice.whole(1, 80)})`;
  }
}
