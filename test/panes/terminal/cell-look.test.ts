import { describe, expect, it } from 'vitest';
import { lookOf, type CellLook } from '../../../src/panes/terminal/cell-look.ts';
import { colorsOf } from '../../../src/panes/terminal/colors.ts';
import { ANSI, BACKGROUND, FOREGROUND } from '../../../src/panes/terminal/palette.ts';
import { furtherOf, readLines } from '../../../src/panes/terminal/screen-lines.ts';
import { Emulator } from '../../../src/trace/emulator/emulator.ts';
import { pageSlicer } from '../../../src/trace/emulator/guard.ts';

/** How the first cell looks after output. */
async function look(output: string): Promise<CellLook> {
  const emulator = await Emulator.create({ cols: 10, rows: 2 }, pageSlicer);
  await emulator.write(output);
  const screen = emulator.look();
  emulator.dispose();
  const [line] = readLines(screen.lines.bytes);
  if (!line) throw new Error('there is no line');
  const further = furtherOf(line, 0);
  const [, fg = 0, bg = 0] = line._data;
  return lookOf(fg, bg, further?._ext ?? 0, (further?._urlId ?? 0) > 0, colorsOf(screen));
}

describe('a cell', () => {
  it('is plain where nothing is asked for', async () => {
    expect(await look('x')).toEqual({
      color: FOREGROUND,
      background: undefined,
      isBold: false,
      isItalic: false,
      isDim: false,
      isInvisible: false,
      isOverlined: false,
      isStruck: false,
      underline: undefined,
      underlineColor: FOREGROUND,
    });
  });

  it.each<readonly [string, string, Partial<CellLook>]>([
    ['one of 16 colours', '31', { color: ANSI[1] ?? '' }],
    ['a bright one', '95', { color: ANSI[13] ?? '' }],
    ['one of 256', '38;5;208', { color: '#ff8700' }],
    ['a grey of them', '38;5;244', { color: '#808080' }],
    ['any', '38;2;1;2;3', { color: '#010203' }],
    ['a background', '44', { background: ANSI[4] ?? '' }],
    ['any background', '48;2;250;9;0', { background: '#fa0900' }],
    ['bold, which brightens', '1;32', { isBold: true, color: ANSI[10] ?? '' }],
    ['bold, which brightens no other', '1;38;5;20', { isBold: true, color: '#0000d7' }],
    ['bold, which brightens no background', '1;42', { background: ANSI[2] ?? '' }],
    ['dim and italic', '2;3', { isDim: true, isItalic: true }],
    ['inverse', '7', { color: BACKGROUND, background: FOREGROUND }],
    ['inverse colours', '7;31;42', { color: ANSI[2] ?? '', background: ANSI[1] ?? '' }],
    ['hidden, struck, overlined', '8;9;53', { isInvisible: true, isStruck: true, isOverlined: true }],
    ['underlined', '4', { underline: 'single', underlineColor: FOREGROUND }],
    ['underlined twice', '21', { underline: 'double' }],
    ['curly', '4:3', { underline: 'curly' }],
    ['dotted', '4:4', { underline: 'dotted' }],
    ['dashed', '4:5', { underline: 'dashed' }],
    ['underlined in a colour', '4;58:2::9:8:7', { underline: 'single', underlineColor: '#090807' }],
    ['underlined in one of 256', '4:3;58:5:1', { underline: 'curly', underlineColor: ANSI[1] ?? '' }],
  ])('is %s', async (_, sgr, wanted) => {
    expect(await look(`\x1b[${sgr}mx`)).toMatchObject(wanted);
  });

  it('of a link has dashes under it', async () => {
    expect(await look('\x1b]8;;https://a.example\x07x')).toMatchObject({ underline: 'dashed' });
  });

  it('has the colours that the recording made', async () => {
    expect(await look('\x1b]4;1;#123456\x07\x1b[31mx')).toMatchObject({ color: '#123456' });
    expect(await look('\x1b]10;#abcdef\x07x')).toMatchObject({ color: '#abcdef' });
    expect(await look('\x1b]11;#010101\x07\x1b[7mx')).toMatchObject({ color: '#010101' });
  });
});
