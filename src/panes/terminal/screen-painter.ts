/** Draws lines of a terminal on a canvas, pixel by pixel of the screen. */
import type { CursorStyle } from '../../trace/emulator/screen.ts';
import type { Line } from '../../trace/emulator/lines.ts';
import { drawBox, type Context2D } from './box-glyphs.ts';
import { lookOf, type CellLook } from './cell-look.ts';
import { BACKGROUND_INDEX, CURSOR_INDEX, type Colors } from './colors.ts';
import type { FontGrid } from './font-grid.ts';
import { drawUnderline } from './line-strokes.ts';
import { asciiAt, cellText, cellWidth, furtherOf, looksAlike } from './screen-lines.ts';

/** What a picture is made of. */
export interface Picture {
  readonly cols: number;
  /** From the top; undefined: nothing is known of what stands there. */
  readonly lines: readonly (Line | undefined)[];
  readonly cursor: PictureCursor | undefined;
  readonly colors: Colors;
  readonly grid: FontGrid;
}

export interface PictureCursor {
  readonly row: number;
  readonly column: number;
  readonly style: CursorStyle;
}

export class ScreenPainter {
  readonly #canvas: HTMLCanvasElement | OffscreenCanvas;
  readonly #context: Context2D | null;
  #drawn: Picture | undefined;
  /** As set in the context, which takes its time to set again what it has. */
  #font = '';
  #look: { readonly key: readonly number[]; readonly look: CellLook } | undefined;

  constructor(canvas: HTMLCanvasElement | OffscreenCanvas) {
    this.#canvas = canvas;
    // Without what lies behind it, letters can be as sharp as in text.
    this.#context = canvas.getContext('2d', { alpha: false });
  }

  /** Draws what is not as it was drawn last. */
  paint(picture: Picture): void {
    const { cols, lines, grid } = picture;
    const [width, height] = [grid.left(cols), lines.length * grid.cellHeight];
    let before = this.#drawn;
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      Object.assign(this.#canvas, { width, height });
      this.#font = '';
      before = undefined;
    }
    if (before?.grid !== grid || before.colors !== picture.colors) {
      before = undefined;
      this.#look = undefined;
    }
    this.#drawn = picture;
    lines.forEach((line, row) => {
      const [was, is] = [cursorIn(before, row), cursorIn(picture, row)];
      const isSameCursor = was?.column === is?.column && was?.style === is?.style;
      if (before && isSameCursor && looksAlike(before.lines[row], line)) return;
      this.#drawRow(picture, row, line, is);
    });
  }

  #drawRow(
    { cols, colors, grid }: Picture,
    row: number,
    line: Line | undefined,
    cursor: PictureCursor | undefined,
  ): void {
    const context = this.#context;
    if (!context) return;
    const { cellHeight } = grid;
    const y = row * cellHeight;
    context.save();
    // Letters that are taller than their line would else stand in the next as long as that is not drawn anew.
    context.beginPath();
    context.rect(0, y, grid.left(cols), cellHeight);
    context.clip();
    this.#font = '';
    context.textBaseline = 'alphabetic';
    context.fillStyle = colors[BACKGROUND_INDEX] ?? '';
    context.fillRect(0, y, grid.left(cols), cellHeight);
    if (line) {
      const runs = this.#runsOf(
        line,
        Math.min(cols, line.length),
        colors,
        cursor?.style === 'block' ? cursor.column : -1,
      );
      for (const { look, from, to } of runs) {
        if (look.background === undefined) continue;
        context.fillStyle = look.background;
        context.fillRect(grid.left(from), y, grid.left(to) - grid.left(from), cellHeight);
      }
      for (const run of runs) this.#drawRun(context, grid, line, run, y);
    }
    if (cursor && cursor.style !== 'block') {
      const thickness = grid.stroke;
      const [left, right] = [grid.left(cursor.column), grid.left(cursor.column + 1)];
      context.fillStyle = colors[CURSOR_INDEX] ?? '';
      if (cursor.style === 'bar') context.fillRect(left, y, thickness, cellHeight);
      else context.fillRect(left, y + cellHeight - thickness, right - left, thickness);
    }
    context.restore();
  }

  /** Columns that look alike, one after the other; `blockAt`: the column under the cursor. */
  #runsOf(line: Line, cols: number, colors: Colors, blockAt: number): readonly Run[] {
    const runs: Run[] = [];
    let last: Run | undefined;
    for (let column = 0; column < cols;) {
      const width = cellWidth(line, column);
      const plain = this.#lookAt(line, column, colors);
      const isUnderCursor = blockAt >= column && blockAt < column + width;
      const look = isUnderCursor ? underCursor(plain, colors) : plain;
      if (last?.look === look) last.to = column + width;
      else runs.push((last = { look, from: column, to: column + width }));
      column += width;
    }
    return runs;
  }

  /** The same object for neighbours that look alike. */
  #lookAt(line: Line, column: number, colors: Colors): CellLook {
    const fg = line._data[column * 3 + 1] ?? 0;
    const bg = line._data[column * 3 + 2] ?? 0;
    const further = furtherOf(line, column);
    const [ext, url] = [further?._ext ?? 0, further?._urlId ?? 0];
    const last = this.#look;
    if (last?.key[0] === fg && last.key[1] === bg && last.key[2] === ext && last.key[3] === url)
      return last.look;
    const look = lookOf(fg, bg, ext, url > 0, colors);
    this.#look = { key: [fg, bg, ext, url], look };
    return look;
  }

  #drawRun(context: Context2D, grid: FontGrid, line: Line, { look, from, to }: Run, y: number): void {
    const { isBold, isItalic } = look;
    context.globalAlpha = look.isDim ? 0.5 : 1;
    context.fillStyle = look.color;
    if (!look.isInvisible) {
      let text = '';
      let start = from;
      const flush = (): void => {
        if (text.trim() !== '') {
          this.#setFont(context, grid.font(isBold, isItalic));
          context.fillText(text, start * grid.cellWidth, y + grid.baseline);
        }
        text = '';
      };
      const isPlain = grid.fits('W', isBold, isItalic);
      for (let column = from; column < to;) {
        // Most are these: nothing is looked up or made for them.
        const ascii = isPlain ? asciiAt(line, column) : undefined;
        if (ascii !== undefined) {
          if (text === '') start = column;
          text += ascii;
          column += 1;
          continue;
        }
        const cell = cellText(line, column);
        if (cell.width === 1 && (cell.text === '' || cell.text === ' ' || isRunning(grid, cell.text, look))) {
          if (text === '') start = column;
          text += cell.text || ' ';
        } else {
          flush();
          this.#drawAlone(context, grid, cell.text, look, column, column + cell.width, y);
        }
        column += cell.width;
      }
      flush();
    }
    const [left, right] = [grid.left(from), grid.left(to)];
    if (look.isOverlined) context.fillRect(left, y, right - left, grid.stroke);
    if (look.isStruck)
      context.fillRect(left, y + Math.round(grid.baseline * 0.68), right - left, grid.stroke);
    if (look.underline) {
      context.fillStyle = look.underlineColor;
      drawUnderline(context, look.underline, grid, left, right, y);
    }
    context.globalAlpha = 1;
  }

  /** A character that is as wide as it likes, in the middle of its columns and no wider than them. */
  #drawAlone(
    context: Context2D,
    grid: FontGrid,
    text: string,
    { isBold, isItalic }: CellLook,
    from: number,
    to: number,
    y: number,
  ): void {
    const [left, right] = [grid.left(from), grid.left(to)];
    const box = { x: left, y, width: right - left, height: grid.cellHeight, stroke: grid.stroke };
    if (drawBox(context, text, box)) return;
    this.#setFont(context, grid.font(isBold, isItalic));
    context.textAlign = 'center';
    context.fillText(text, (left + right) / 2, y + grid.baseline, right - left);
    context.textAlign = 'start';
  }

  #setFont(context: Context2D, font: string): void {
    if (this.#font === font) return;
    context.font = font;
    this.#font = font;
  }
}

/** The columns [from, to). */
interface Run {
  readonly look: CellLook;
  readonly from: number;
  to: number;
}

function isRunning(grid: FontGrid, text: string, { isBold, isItalic }: CellLook): boolean {
  const code = text.charCodeAt(0);
  return !(code >= 0x2500 && code <= 0x259f) && grid.fits(text, isBold, isItalic);
}

function underCursor(look: CellLook, colors: Colors): CellLook {
  const color = colors[BACKGROUND_INDEX] ?? '';
  return { ...look, color, underlineColor: color, background: colors[CURSOR_INDEX] };
}

/** The cursor where it is in that row, on the last column where it stands behind it. */
function cursorIn(picture: Picture | undefined, row: number): PictureCursor | undefined {
  const cursor = picture?.cursor;
  if (!picture || cursor?.row !== row) return undefined;
  return { ...cursor, column: Math.min(cursor.column, picture.cols - 1) };
}
