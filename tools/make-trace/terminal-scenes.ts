/** What commands print: logs that scroll, an editor on the alternate screen, bars that draw over themselves, wide text. */
import type { Dice } from './dice.ts';
import type { Printed } from './terminal.ts';
import { camel, noun, sentence, verb } from './words.ts';

/** Characters of a piece of output, about. */
const PIECE = 700;

export function* logScene(dice: Dice, bytes: number, cols: number): Generator<Printed> {
  for (let left = bytes; left > 0;) {
    let text = '';
    const size = Math.min(PIECE, left);
    while (fileBytes(text) < size) text += `${logLine(dice).slice(0, cols - 1)}\x1b[0m\r\n`;
    left -= fileBytes(text);
    yield { text, wait: dice.between(0.4, 1.6) };
  }
}

function logLine(dice: Dice): string {
  const level = dice.pick(['\x1b[32mINFO ', '\x1b[33mWARN ', '\x1b[31mERROR', '\x1b[90mDEBUG']);
  switch (dice.whole(0, 3)) {
    case 0:
      return `${level}\x1b[0m [${noun(dice)}-${dice.whole(1, 9)}] ${sentence(dice)}`;
    case 1:
      return `\x1b[32m✓\x1b[0m ${camel(dice)} ${noun(dice)} (${dice.whole(1, 900)} ms)`;
    case 2:
      return `${level}\x1b[0m ${noun(dice)}=${dice.hex(12)} ${noun(dice)}=${dice.whole(0, 99_999)} at=${dice.hex(8)}`;
    default:
      return `    at ${camel(dice)} (src/${noun(dice)}/${noun(dice)}.ts:${dice.whole(1, 900)}:${dice.whole(1, 80)})`;
  }
}

/** An editor: a page of code, then moves, typing and scrolling, each of which draws a part of the screen anew. */
export function* editorScene(dice: Dice, bytes: number, cols: number, rows: number): Generator<Printed> {
  let left = bytes;
  const print = (text: string, wait: number): Printed => {
    left -= fileBytes(text);
    return { text, wait };
  };
  let top = dice.whole(1, 400);
  yield print(`\x1b[?1049h\x1b[?1h\x1b=\x1b[?25l\x1b[2J${page(dice, top, cols, rows)}\x1b[?25h`, 1);
  while (left > 200) {
    const row = dice.whole(1, rows - 2);
    const status = `\x1b[${rows};1H\x1b[7m src/${noun(dice)}.ts [+] ${' '.repeat(8)}${top + row},${dice.whole(1, 80)}\x1b[m\x1b[K`;
    switch (dice.whole(0, 9)) {
      case 0: {
        top = Math.max(1, top + dice.whole(-rows, rows));
        yield print(`\x1b[?25l${page(dice, top, cols, rows)}${status}\x1b[${row};8H\x1b[?25h`, 2);
        break;
      }
      case 1:
      case 2: {
        // A line scrolls in at the end of the region.
        top += 1;
        const last = codeLine(dice, top + rows - 2, cols);
        yield print(`\x1b[1;${rows - 1}r\x1b[${rows - 1};1H\n\x1b[r\x1b[${rows - 1};1H${last}${status}`, 1);
        break;
      }
      case 3:
        yield print(
          `\x1b[${row};1H\x1b[${dice.pick(['L', 'M'])}${codeLine(dice, top + row, cols)}${status}`,
          1,
        );
        break;
      default: {
        const typed = ` ${verb(dice)}${camel(dice)}(${noun(dice)});`;
        yield print(
          `\x1b[${row};1H${codeLine(dice, top + row, cols)}\x1b[K\x1b[${row};${dice.whole(8, 40)}H${typed}${status}\x1b[${row};12H`,
          0.6,
        );
      }
    }
  }
  yield print('\x1b[?1l\x1b>\x1b[?1049l', 1);
}

function page(dice: Dice, top: number, cols: number, rows: number): string {
  let text = '\x1b[H';
  for (let row = 0; row < rows - 1; row += 1)
    text += `${codeLine(dice, top + row, cols)}\x1b[K${row < rows - 2 ? '\r\n' : ''}`;
  return text;
}

function codeLine(dice: Dice, number: number, cols: number): string {
  const count = `\x1b[33m${String(number).padStart(5)} \x1b[m`;
  const indent = '  '.repeat(dice.whole(0, 4));
  const body = dice.pick([
    () =>
      `\x1b[35mconst\x1b[m ${noun(dice)} = \x1b[34m${camel(dice)}\x1b[m(${noun(dice)}, \x1b[31m${dice.whole(0, 999)}\x1b[m);`,
    () =>
      `\x1b[35mif\x1b[m (${noun(dice)}.${noun(dice)} !== \x1b[32m'${noun(dice)}'\x1b[m) \x1b[35mreturn\x1b[m ${noun(dice)};`,
    () => `\x1b[38;5;244m// ${sentence(dice)}\x1b[m`,
    () => `\x1b[35mawait\x1b[m ${noun(dice)}.${verb(dice)}(\x1b[36m${noun(dice)}\x1b[m);`,
    () => '}',
    () => '',
  ])();
  return `${count}${indent}${body}`.slice(0, cols * 2);
}

/** Bars and spinners, which draw over themselves. */
export function* progressScene(dice: Dice, bytes: number, cols: number): Generator<Printed> {
  const width = Math.max(10, Math.min(50, cols - 60));
  let done = 0;
  for (let left = bytes; left > 0;) {
    done += dice.between(0, 0.8);
    if (done > 100) done = 0;
    const full = Math.floor((done / 100) * width);
    const bar = `\x1b[36m${'━'.repeat(full)}\x1b[90m${'━'.repeat(width - full)}\x1b[m`;
    const end = done === 0 ? '\r\n' : '';
    const text = `\r\x1b[K${dice.pick(['⠋', '⠙', '⠹', '⠸', '⠼', '⠴'])} ${bar} ${done.toFixed(1).padStart(5)} % \x1b[2m${noun(dice)}@${dice.whole(1, 9)}.${dice.whole(0, 20)}\x1b[m${end}`;
    left -= fileBytes(text);
    yield { text, wait: dice.between(0.1, 0.3) };
  }
}

const WIDE = [
  '日本語の説明文',
  '検索の結果',
  '修正しました',
  '데이터를 읽는 중',
  '中文注释',
  '🚀',
  '👩‍💻',
  '✅',
  'é',
];

/** Wide characters, emoji and combining marks. */
export function* wideScene(dice: Dice, bytes: number, cols: number): Generator<Printed> {
  for (let left = bytes; left > 0;) {
    let text = `\x1b[3${dice.whole(1, 6)}m${dice.hex(7)}\x1b[m `;
    while (text.length < Math.min(PIECE, cols * 2)) text += `${dice.pick(WIDE)} ${noun(dice)} `;
    left -= fileBytes(text);
    yield { text: `${text}\r\n`, wait: 1 };
  }
}

/** What a text takes in the file, about: an escape is six characters there. */
function fileBytes(text: string): number {
  let bytes = 24;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    bytes += code === 0x1b ? 6 : code < 0x20 ? 2 : code < 0x80 ? 1 : 3;
  }
  return bytes;
}
