/**
 * The stamp: every picture of a test video carries its own frame number, as blocks that survive coding and scaling. The
 * first row holds the bits, least significant left; the second row is their complement, so that a picture which is
 * shifted, torn, blended or dimmed is seen to be one. A column after the last bit stays black in both rows.
 */
import type { Pixels } from './png.ts';

const BITS = 18;
/** Side of a block in pixels of the video. */
export const BLOCK = 32;
const COLUMNS = BITS + 1;
const ROWS = 2;
/** Height of the black box, with a line for people below the two rows. */
const BOX_HEIGHT = 96;
const FONT = '/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf';

/** What the stamp covers, in pixels of the video, from its top left corner. */
export const STAMP_SIZE = { width: COLUMNS * BLOCK, height: ROWS * BLOCK };

/** From here up a block is white, and from the other down black; what lies between is neither. 0 to 255. */
const WHITE = 170;
const BLACK = 85;

/** The ffmpeg filter that stamps each frame with its index among those that reach it. */
export function stampFilter(): string {
  const box = (column: number, row: number, color: string, enable: string): string =>
    `drawbox=x=${column * BLOCK}:y=${row * BLOCK}:w=${BLOCK}:h=${BLOCK}:c=${color}:t=fill${enable}`;
  const bits = Array.from({ length: BITS }, (_, bit) => {
    const enable = `:enable='bitand(n,${2 ** bit})'`;
    return [box(bit, 0, 'white', enable), box(bit, 1, 'black', enable)];
  });
  return [
    `drawbox=x=0:y=0:w=${STAMP_SIZE.width}:h=${BOX_HEIGHT}:c=black:t=fill`,
    `drawbox=x=0:y=${BLOCK}:w=${BITS * BLOCK}:h=${BLOCK}:c=white:t=fill`,
    ...bits.flat(),
    `drawtext=fontfile=${FONT}:text='frame %{n}':x=4:y=66:fontsize=26:fontcolor=white`,
  ].join(',');
}

/** The ffmpeg filter that shrinks a stamped picture to its stamp, one grey byte a block: for `readCells`. */
export const CELLS_FILTER = `crop=${STAMP_SIZE.width}:${STAMP_SIZE.height}:0:0,scale=${COLUMNS}:${ROWS}:flags=area,format=gray`;
export const CELLS_BYTES = COLUMNS * ROWS;

/**
 * The frame number in `pixels`, which hold the stamp and nothing else, at any scale. undefined where it is invalid: it
 * is never guessed.
 */
export function readStamp(pixels: Pixels): number | undefined {
  const cells = new Uint8Array(CELLS_BYTES);
  for (let row = 0; row < ROWS; row++)
    for (let column = 0; column < COLUMNS; column++)
      cells[row * COLUMNS + column] = grey(
        pixels,
        Math.floor(((column + 0.5) * pixels.width) / COLUMNS),
        Math.floor(((row + 0.5) * pixels.height) / ROWS),
      );
  return readCells(cells);
}

/** The frame number of one grey value a block, row by row; undefined where it is invalid. */
export function readCells(cells: Uint8Array): number | undefined {
  let value = 0;
  for (let bit = 0; bit < BITS; bit++) {
    const above = shade(cells[bit]);
    if (above === undefined || shade(cells[COLUMNS + bit]) !== 1 - above) return undefined;
    value += above * 2 ** bit;
  }
  const clear = shade(cells[BITS]) === 0 && shade(cells[COLUMNS + BITS]) === 0;
  return clear ? value : undefined;
}

function shade(value: number | undefined): 0 | 1 | undefined {
  if (value === undefined || (value > BLACK && value < WHITE)) return undefined;
  return value >= WHITE ? 1 : 0;
}

/** Mean of the colours of one pixel, 0 to 255. */
function grey({ width, channels, data }: Pixels, x: number, y: number): number {
  const at = (y * width + x) * channels;
  return ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3;
}
