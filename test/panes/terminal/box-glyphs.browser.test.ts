import { describe, expect, it } from 'vitest';
import { amount, Painted } from './picture.ts';

/** A cell's ink at its four edges. */
function edges(ink: readonly string[]): Readonly<Record<'left' | 'right' | 'up' | 'down', string>> {
  return {
    left: ink.map((row) => row.at(0)).join(''),
    right: ink.map((row) => row.at(-1)).join(''),
    up: ink.at(0) ?? '',
    down: ink.at(-1) ?? '',
  };
}

async function inkOf(text: string, scale = 1): Promise<readonly string[]> {
  return (await Painted.of(text, { scale })).ink(0);
}

describe('lines of boxes', () => {
  it.each(['─┼', '━╋', '═╬', '┌┬', '╭─', '─╮', '╔╦', '┝━', '╶─', '├┤', '╞═', '╟─', '╾─'])(
    'join from left to right: %s',
    async (pair) => {
      for (const scale of [1, 1.5, 2]) {
        const painted = await Painted.of(pair, { scale });
        const { right } = edges(painted.ink(0));
        expect(right).toContain('#');
        expect(edges(painted.ink(1)).left).toBe(right);
      }
    },
  );

  it.each(['│┼', '┃╋', '║╬', '┌│', '╭│', '│╯', '╔╠', '┰┃', '╥║', '╓║', '╤│'])(
    'join downwards: %s',
    async (pair) => {
      const [above, below] = pair;
      for (const scale of [1, 1.5, 2]) {
        const painted = await Painted.of(`${above}\r\n${below}`, { scale });
        const { down } = edges(painted.ink(0, 0));
        expect(down).toContain('#');
        expect(edges(painted.ink(0, 1)).up).toBe(down);
      }
    },
  );

  it.each([
    ['┌', ['right', 'down']],
    ['┘', ['left', 'up']],
    ['╚', ['right', 'up']],
    ['┤', ['left', 'up', 'down']],
    ['╥', ['left', 'right', 'down']],
    ['╯', ['left', 'up']],
    ['╹', ['up']],
    ['╼', ['left', 'right']],
  ])('of %s reach only the edges %j', async (text, reached) => {
    const found = edges(await inkOf(text));
    for (const [edge, ink] of Object.entries(found))
      expect(ink.includes('#'), edge).toBe(reached.includes(edge));
  });

  it('are thin, thick or double', async () => {
    const across = async (text: string): Promise<number> =>
      (await inkOf(text)).filter((row) => /^#+$/.test(row)).length;
    expect(await across('─')).toBe(1);
    expect(await across('━')).toBe(3);
    expect(await across('═')).toBe(2);
  });

  it('of a double corner turn one within the other', async () => {
    const ink = await inkOf('╔');
    // The outer two lines meet in a corner, the inner two in another.
    const rows = ink.map((row, y) => [y, row.indexOf('#')] as const).filter(([, x]) => x >= 0);
    const [outer, , inner] = rows;
    if (!outer || !inner) throw new Error('nothing is drawn');
    expect(inner[0] - outer[0]).toBe(2);
    expect(ink[inner[0]]?.slice(outer[1], outer[1] + 3)).toBe('#.#');
    expect(ink[outer[0] + 1]?.slice(outer[1])).toMatch(/^#\.+$/);
  });

  it('are dashed, and slanted', async () => {
    expect((await inkOf('┄')).find((row) => row.includes('#'))).toMatch(/#+\.+#+\.+#+/);
    expect(amount(await inkOf('╱'))).toBeGreaterThan(8);
    expect(edges(await inkOf('╳'))).not.toEqual(edges(await inkOf('╱')));
  });

  it('are all there', async () => {
    for (let code = 0x2500; code <= 0x259f; code++)
      expect(amount(await inkOf(String.fromCharCode(code))), code.toString(16)).toBeGreaterThan(0);
  });
});

describe('blocks', () => {
  it.each([
    ['▀', 'upper'],
    ['▄', 'lower'],
    ['▌', 'left'],
    ['▐', 'right'],
  ])('%s is the %s half', async (text, half) => {
    const ink = await inkOf(text);
    const [rows, columns] = [ink.length, ink[0]?.length ?? 0];
    const isIn = (x: number, y: number): boolean =>
      half === 'upper'
        ? y < rows / 2
        : half === 'lower'
          ? y >= rows / 2
          : half === 'left'
            ? x < columns / 2
            : x >= columns / 2;
    for (const [x, y] of [
      [0, 0],
      [columns - 1, 0],
      [0, rows - 1],
      [columns - 1, rows - 1],
    ] as const)
      expect(ink[y]?.[x] === '#', `${x},${y}`).toBe(isIn(x, y));
  });

  it('grow by eighths', async () => {
    const amounts = await Promise.all(
      Array.from('▁▂▃▄▅▆▇█').map(async (text) => amount(await inkOf(text, 2))),
    );
    expect(amounts).toEqual([...new Set(amounts)].sort((a, b) => a - b));
    const left = await Promise.all(Array.from('▏▎▍▌▋▊▉█').map(async (text) => amount(await inkOf(text, 2))));
    expect(left).toEqual([...new Set(left)].sort((a, b) => a - b));
  });

  it('are shaded by quarters', async () => {
    const colors = await Promise.all(
      Array.from('░▒▓█').map(async (text) => (await Painted.of(text)).colorOf(0)),
    );
    expect(new Set(colors).size).toBe(4);
    expect(colors).not.toContain(undefined);
  });

  it('of quarters fill the corners that they name', async () => {
    const corners = async (text: string): Promise<string> => {
      const ink = await inkOf(text);
      return [ink.at(0)?.at(0), ink.at(0)?.at(-1), ink.at(-1)?.at(0), ink.at(-1)?.at(-1)].join('');
    };
    expect(await Promise.all(Array.from('▖▗▘▙▚▛▜▝▞▟').map(corners))).toEqual([
      '..#.',
      '...#',
      '#...',
      '#.##',
      '#..#',
      '###.',
      '##.#',
      '.#..',
      '.##.',
      '.###',
    ]);
  });
});
