/** The font size at which a recorded grid fits its place. Pure. */

/** Width and height in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** In CSS pixels. Below the least nothing can be read, so the pane scrolls instead. */
const MIN_FONT = 6;
const MAX_FONT = 16;
const STEP = 0.5;

/**
 * Font size in CSS pixels for `cols` × `rows` cells in `room`; `cellAt` gives a cell's size at a font size, which takes the
 * browser long for each one that it has not drawn yet.
 */
export function fitFont(cols: number, rows: number, room: Size, cellAt: (font: number) => Size): number {
  const fits = (font: number): boolean => {
    const cell = cellAt(font);
    return Math.ceil(cell.width * cols) <= room.width && Math.ceil(cell.height * rows) <= room.height;
  };
  // In steps above the least, which is taken in any case.
  let [low, high] = [0, (MAX_FONT - MIN_FONT) / STEP];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(MIN_FONT + middle * STEP)) low = middle;
    else high = middle - 1;
  }
  return MIN_FONT + low * STEP;
}
