import { describe, expect, it } from 'vitest';
import {
  asciiAt,
  cellText,
  lineText,
  looksAlike,
  readLines,
} from '../../../src/panes/terminal/screen-lines.ts';
import type { Line } from '../../../src/trace/emulator/lines.ts';
import { screenOf as seen } from '../../../src/trace/emulator/screen.ts';
import { coreOf } from '../../../src/trace/emulator/core.ts';
import { newHeadless, write } from './headless.ts';

async function lines(
  output: string,
): Promise<{ readonly lines: readonly Line[]; readonly wanted: readonly string[] }> {
  const terminal = newHeadless({ cols: 12, rows: 3 });
  await write(terminal, output);
  const { active } = terminal.buffer;
  const wanted = [0, 1, 2].map((row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '');
  const read = readLines(seen(coreOf(terminal), new Map()).lines.bytes);
  terminal.dispose();
  return { lines: read, wanted };
}

async function first(output: string): Promise<Line | undefined> {
  return (await lines(output)).lines[0];
}

describe('the text of a line', () => {
  it.each([
    'plain',
    'a  b   ',
    '漢字 wide',
    'e\u0301 🙂 ok',
    '\x1b[5Cafter blanks',
    'x\x1b[3Cy\x1b[K',
    '漢字\x1b[1;2Hx',
    'wraps around the end of it',
    'a\r\nb\r\nc\r\nd',
    '\x1b[44m   \x1b[m',
  ])('is that of xterm.js for %j', async (output) => {
    const { lines: read, wanted } = await lines(output);
    expect(read.map(lineText)).toEqual(wanted);
  });
});

describe('a cell', () => {
  it.each([
    ['a~ 1', ['a', '~', ' ', '1', ' ']],
    ['\x1b[1;4;38;2;1;2;3;48;5;3mb\x1b[8mc', ['b', 'c', ' ', ' ', ' ']],
    ['é漢e\u0301', [undefined, undefined, undefined, undefined, ' ']],
    ['\x1b]8;;https://a.example\x07a', ['a', ' ', ' ', ' ', ' ']],
  ])('tells its character of ASCII at once, of %j', async (output, wanted) => {
    const line = await first(output);
    if (!line) throw new Error('there is no line');
    const found = wanted.map((_, column) => asciiAt(line, column));
    expect(found).toEqual(wanted);
    found.forEach((ascii, column) => {
      if (ascii !== undefined) expect(cellText(line, column).text || ' ').toBe(ascii);
    });
  });
});

describe('lines', () => {
  it.each([
    ['text', 'abc', 'abd', false],
    ['nothing', 'abc', 'abc', true],
    ['a colour', '\x1b[31ma', '\x1b[32ma', false],
    ['what joins a letter', 'e\u0301', 'e\u0300', false],
    ['the same joined', 'e\u0301', 'e\u0301', true],
    ['a kind of underline', '\x1b[4:3ma', '\x1b[4:4ma', false],
    ['a link', '\x1b]8;;https://a.example\x07a', 'a', false],
  ])('differ by %s, or not', async (_, one, other, alike) => {
    expect(looksAlike(await first(one), await first(other))).toBe(alike);
  });

  it('that are not there look like no other', async () => {
    expect(looksAlike(undefined, await first(''))).toBe(false);
    expect(looksAlike(undefined, undefined)).toBe(true);
  });
});
