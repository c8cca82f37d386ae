/** A picture of what a program prints, pixel by pixel. */
import { colorsOf } from '../../../src/panes/terminal/colors.ts';
import { FontGrid } from '../../../src/panes/terminal/font-grid.ts';
import { readLines } from '../../../src/panes/terminal/screen-lines.ts';
import { ScreenPainter, type Picture } from '../../../src/panes/terminal/screen-painter.ts';
import { Emulator } from '../../../src/trace/emulator/emulator.ts';
import { pageSlicer } from '../../../src/trace/emulator/guard.ts';

export interface PictureOptions {
  readonly cols?: number;
  readonly rows?: number;
  /** Pixels of the screen a CSS pixel. */
  readonly scale?: number;
}

/** The state after `output`, as it is given to the painter. The cursor is hidden unless `output` shows it. */
export async function pictureOf(
  output: string,
  { cols = 10, rows = 3, scale = 1 }: PictureOptions = {},
): Promise<Picture> {
  const emulator = await Emulator.create({ cols, rows }, pageSlicer);
  await emulator.write(`\x1b[?25l${output}`);
  const screen = emulator.look();
  emulator.dispose();
  return {
    cols,
    lines: readLines(screen.lines.bytes),
    cursor: screen.cursorStyle && {
      row: screen.cursor.y,
      column: screen.cursor.x,
      style: screen.cursorStyle,
    },
    colors: colorsOf(screen),
    grid: gridAt(scale),
  };
}

const grids = new Map<number, FontGrid>();

function gridAt(scale: number): FontGrid {
  const known =
    grids.get(scale) ?? new FontGrid({ family: '"DejaVu Sans Mono", monospace', size: 14, scale });
  grids.set(scale, known);
  return known;
}

/** A canvas that is painted on, and what stands on it. */
export class Painted {
  readonly #canvas = document.createElement('canvas');
  readonly #painter = new ScreenPainter(this.#canvas);
  #picture: Picture | undefined;

  static async of(output: string, options?: PictureOptions): Promise<Painted> {
    return new Painted().paint(await pictureOf(output, options));
  }

  paint(picture: Picture): this {
    this.#picture = picture;
    this.#painter.paint(picture);
    return this;
  }

  get size(): readonly [width: number, height: number] {
    return [this.#canvas.width, this.#canvas.height];
  }

  /** All pixels, four bytes each. */
  get pixels(): Uint8ClampedArray {
    return this.#read(0, 0, ...this.size);
  }

  /** Colours of a cell, as `#rrggbb`, row by row. */
  cell(column: number, row = 0): readonly (readonly string[])[] {
    const { grid } = this.#need();
    const [left, right] = [grid.left(column), grid.left(column + 1)];
    const pixels = this.#read(left, row * grid.cellHeight, right - left, grid.cellHeight);
    return Array.from({ length: grid.cellHeight }, (_, y) =>
      Array.from({ length: right - left }, (_, x) => {
        const at = (y * (right - left) + x) * 4;
        return `#${[...pixels.subarray(at, at + 3)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
      }),
    );
  }

  /** The one colour of a cell; undefined where there are more. */
  colorOf(column: number, row = 0): string | undefined {
    const all = new Set(this.cell(column, row).flat());
    return all.size === 1 ? [...all][0] : undefined;
  }

  /** Where a cell is not of its background: rows of pixels as text. */
  ink(column: number, row = 0, background = '#0e1014'): readonly string[] {
    return this.cell(column, row).map((line) =>
      line.map((color) => (color === background ? '.' : '#')).join(''),
    );
  }

  #need(): Picture {
    if (!this.#picture) throw new Error('nothing is painted');
    return this.#picture;
  }

  #read(x: number, y: number, width: number, height: number): Uint8ClampedArray {
    const context = this.#canvas.getContext('2d');
    if (!context) throw new Error('there is no canvas');
    return context.getImageData(x, y, width, height).data;
  }
}

/** How many pixels are drawn on. */
export function amount(ink: readonly string[]): number {
  return ink.join('').replaceAll('.', '').length;
}
