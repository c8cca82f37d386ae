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

/** Font size in CSS pixels for `cols` × `rows` cells in `room`; `cellAt` gives a cell's size at a font size. */
export function fitFont(cols: number, rows: number, room: Size, cellAt: (font: number) => Size): number {
  for (let font = MAX_FONT; font > MIN_FONT; font -= STEP) {
    const cell = cellAt(font);
    if (Math.ceil(cell.width * cols) <= room.width && Math.ceil(cell.height * rows) <= room.height)
      return font;
  }
  return MIN_FONT;
}
