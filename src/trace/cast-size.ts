/** The sizes that a recorded terminal can be given. */
import type { GridSize } from './emulator/emulator.ts';

/** Wider or higher than this, a terminal is refused: with all that scrolled away it would not fit the memory. */
const MAX_CELLS_A_SIDE = 2000;
/** Of more cells than this, a terminal is refused. Small letters on a large monitor are 700×250. */
const MAX_CELLS = 400_000;

/** `COLSxROWS` of a resize event; undefined where it is none. */
export function parseResize(data: string): GridSize | undefined {
  const { cols, rows } = readSize(data) ?? {};
  return cols !== undefined && rows !== undefined && isSize(cols, rows) ? { cols, rows } : undefined;
}

/** Whether it reads as a size, and is one that no terminal is given. */
export function isNoSize(data: string): boolean {
  return readSize(data) !== undefined && !parseResize(data);
}

function readSize(data: string): GridSize | undefined {
  const match = /^(\d{1,9})x(\d{1,9})$/.exec(data);
  return match ? { cols: Number(match[1]), rows: Number(match[2]) } : undefined;
}

export function isSize(cols: number, rows: number): boolean {
  const fits = (cells: number): boolean => Number.isInteger(cells) && cells > 0 && cells <= MAX_CELLS_A_SIDE;
  return fits(cols) && fits(rows) && cols * rows <= MAX_CELLS;
}

/** Why `size` is refused, to be shown. */
export function noSize(size: string): string {
  const most = `${MAX_CELLS_A_SIDE}×${MAX_CELLS_A_SIDE} and of at most ${MAX_CELLS} cells`;
  return `its size ${size} is not one from 1×1 to ${most}`;
}
