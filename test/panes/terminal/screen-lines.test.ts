import { describe, expect, it } from 'vitest';
import { lineText, looksAlike, readLines } from '../../../src/panes/terminal/screen-lines.ts';
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
