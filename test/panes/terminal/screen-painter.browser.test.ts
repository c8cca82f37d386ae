import { describe, expect, it } from 'vitest';
import { ANSI, BACKGROUND, CURSOR, FOREGROUND } from '../../../src/panes/terminal/palette.ts';
import { seeded } from './headless.ts';
import { amount, Painted, pictureOf } from './picture.ts';

/** A full block: all of the cell in the colour of text. */
const BLOCK = '█';

describe('colours', () => {
  it.each([
    ['its own', '', FOREGROUND],
    ['one of 16', '31', ANSI[1]],
    ['one of 256', '38;5;208', '#ff8700'],
    ['any', '38;2;1;2;3', '#010203'],
    ['bright where bold', '1;34', ANSI[12]],
    ['that of the background where inverse', '7', BACKGROUND],
  ])('of text: %s', async (_, sgr, color) => {
    expect((await Painted.of(`\x1b[${sgr}m${BLOCK}`)).colorOf(0)).toBe(color);
  });

  it.each([
    ['its own', '', BACKGROUND],
    ['one of 16', '42', ANSI[2]],
    ['any', '48;2;250;9;0', '#fa0900'],
    ['that of text where inverse', '7', FOREGROUND],
  ])('behind text: %s', async (_, sgr, color) => {
    expect((await Painted.of(`\x1b[${sgr}m `)).colorOf(0)).toBe(color);
  });

  it('are half as strong where text is dim', async () => {
    expect((await Painted.of(`\x1b[2;38;2;254;16;20m${BLOCK}`)).colorOf(0)).toBe('#861014');
  });

  it('are what the recording made of them', async () => {
    const painted = await Painted.of(`\x1b]4;1;#123456\x07\x1b]11;#202020\x07\x1b[31m${BLOCK}`);
    expect(painted.colorOf(0)).toBe('#123456');
    expect(painted.colorOf(1)).toBe('#202020');
  });
});

describe('text', () => {
  it('is heavier in bold, and leans in italics', async () => {
    const painted = await Painted.of('m\x1b[1mm\x1b[m\x1b[3mm');
    const [plain, bold, italic] = [0, 1, 2].map((column) => painted.ink(column));
    if (!plain || !bold || !italic) throw new Error('nothing is drawn');
    expect(amount(bold)).toBeGreaterThan(amount(plain));
    expect(italic).not.toEqual(plain);
    expect(amount(plain)).toBeGreaterThan(10);
  });

  it('is not drawn where it is hidden', async () => {
    expect(amount((await Painted.of('\x1b[8mm')).ink(0))).toBe(0);
  });

  it('stands in the middle of two columns where it is wide, and in no third', async () => {
    const painted = await Painted.of('漢x');
    expect(amount(painted.ink(0))).toBeGreaterThan(5);
    expect(amount(painted.ink(1))).toBeGreaterThan(5);
    expect(painted.ink(2)).toEqual((await Painted.of('..x')).ink(2));
    expect(amount(painted.ink(3))).toBe(0);
  });

  it('has its marks over it', async () => {
    const top = (ink: readonly string[]): number => ink.findIndex((row) => row.includes('#'));
    const painted = await Painted.of('ee\u0301');
    expect(top(painted.ink(1))).toBeLessThan(top(painted.ink(0)));
  });

  it('stands in its column however long the line, in any style', async () => {
    const line = `${'m'.repeat(40)}\x1b[1m${'m'.repeat(40)}\x1b[m|${'é'.repeat(30)}|`;
    const painted = await Painted.of(line, { cols: 120 });
    const alone = await Painted.of('\x1b[1;81H|\x1b[1;112H|', { cols: 120 });
    for (const column of [80, 111]) expect(painted.ink(column)).toEqual(alone.ink(column));
  });
});

describe('lines', () => {
  const drawnRows = (ink: readonly string[]): number => ink.filter((row) => /^#+$/.test(row)).length;

  it('are drawn under, through and over text, also where there is none', async () => {
    const painted = await Painted.of('\x1b[4m \x1b[m\x1b[9m \x1b[m\x1b[53m ');
    const places = [0, 1, 2].map((column) => painted.ink(column).findIndex((row) => row.includes('#')));
    expect([0, 1, 2].map((column) => drawnRows(painted.ink(column)))).toEqual([1, 1, 1]);
    const [under = 0, through = 0, over = 0] = places;
    expect(over).toBe(0);
    expect(through).toBeGreaterThan(3);
    expect(under).toBeGreaterThan(through);
  });

  it('under text are of five kinds', async () => {
    const kinds = [1, 2, 3, 4, 5].map((kind) => Painted.of(`\x1b[4:${kind}m          `));
    const [single, double, curly, dotted, dashed] = (await Promise.all(kinds)).map((painted) =>
      painted.ink(3),
    );
    if (!single || !double || !curly || !dotted || !dashed) throw new Error('nothing is drawn');
    expect(drawnRows(single)).toBe(1);
    expect(drawnRows(double)).toBe(2);
    expect(curly.filter((row) => row.includes('#')).length).toBeGreaterThan(1);
    expect(drawnRows(curly)).toBe(0);
    expect(dotted.join('')).toContain('#.#.#.');
    expect(dashed.join('')).toMatch(/##+\.+##/);
  });

  it('under text have a colour of their own', async () => {
    const painted = await Painted.of('\x1b[4;58:2::9:8:7m \x1b[m');
    expect(painted.cell(0).flat()).toContain('#090807');
  });

  it('lie under a link', async () => {
    const painted = await Painted.of('\x1b]8;;https://a.example\x07  \x1b]8;;\x07 ');
    expect(amount(painted.ink(0))).toBeGreaterThan(0);
    expect(amount(painted.ink(2))).toBe(0);
  });
});

describe('the cursor', () => {
  it('is a block with its text in it', async () => {
    const painted = await Painted.of('am\x1b[D\x1b[?25h');
    expect(painted.cell(1)[0]?.[0]).toBe(CURSOR);
    expect(painted.cell(1).flat()).toContain(BACKGROUND);
    expect(painted.cell(0)[0]?.[0]).toBe(BACKGROUND);
  });

  it('is a line under or before its place, where that is asked for', async () => {
    const under = (await Painted.of('\x1b[3 q\x1b[?25h')).ink(0);
    expect(under.at(-1)).toMatch(/^#+$/);
    expect(amount(under.slice(0, -1))).toBe(0);
    const before = (await Painted.of('\x1b[5 q\x1b[?25h')).ink(0);
    expect(before.every((row) => /^#\.+$/.test(row))).toBe(true);
  });

  it('covers a wide character, and stands on the last column where it is behind it', async () => {
    expect((await Painted.of('漢\x1b[1;1H\x1b[?25h')).cell(1)[0]?.at(-1)).toBe(CURSOR);
    expect((await Painted.of('0123456789\x1b[?25h')).cell(9)[0]?.[0]).toBe(CURSOR);
  });

  it('is not drawn where it is hidden', async () => {
    expect((await Painted.of('')).colorOf(0)).toBe(BACKGROUND);
  });
});

describe('a picture', () => {
  it('is as large as its cells in pixels of the screen, at any of their sizes', async () => {
    const [width, height] = (await Painted.of('', { scale: 1 })).size;
    const [doubleWidth, doubleHeight] = (await Painted.of('', { scale: 2 })).size;
    expect(doubleWidth / width).toBeCloseTo(2, 1);
    // A line is a whole number of pixels high.
    expect(Math.abs(doubleHeight - height * 2)).toBeLessThanOrEqual(2 * 3);
    const [odd] = (await Painted.of('', { scale: 1.25 })).size;
    expect(Number.isInteger(odd)).toBe(true);
    const painted = await Painted.of(`\x1b[41m${' '.repeat(10)}`, { scale: 1.25 });
    for (let column = 0; column < 10; column++) expect(painted.colorOf(column)).toBe(ANSI[1]);
  });

  it('is the same whatever was drawn before', async () => {
    const outputs = [
      'one\r\ntwo\r\nthree',
      'one\r\n\x1b[32mTWO\x1b[m\r\nthree\x1b[?25h',
      '漢字 wide\r\nÅÉg\x1b[4:3mcurly',
      '\x1b[1mÅÉ\r\nÅÉ\x1b[m\r\nthree',
      'one\r\ntwo\r\ndrei\x1b[2;2H\x1b[?25h',
      '\x1b]4;2;#0000ff\x07one\r\n\x1b[32mTWO',
      '',
      '│ ─ ┼\r\n│ ─ ┼\x1b[5 q\x1b[?25h',
    ];
    const pictures = await Promise.all(outputs.map((output) => pictureOf(output)));
    const painted = new Painted();
    const random = seeded(9);
    for (let round = 0; round < 40; round++) {
      const picture = pictures[Math.floor(random() * pictures.length)];
      if (!picture) throw new Error('there is no picture');
      painted.paint(picture);
      expect(painted.pixels).toEqual(new Painted().paint(picture).pixels);
    }
  });
});
