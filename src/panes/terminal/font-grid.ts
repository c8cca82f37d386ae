/** A monospaced font at a size, and the cells that it makes. */
import { TraceError } from '../../base/errors.ts';
import type { Size } from './fit-font.ts';

/** What a font is, in CSS pixels of a screen with `scale` pixels each. */
export interface FontChoice {
  readonly family: string;
  readonly size: number;
  readonly scale: number;
}

/** Advances that differ by less come to less than a pixel over a line. Pixels of the screen. */
const SAME_ADVANCE = 0.01;

/** Of ASCII. */
const PRINTABLE = Array.from({ length: 0x7f - 0x20 }, (_, at) => String.fromCharCode(0x20 + at)).join('');

/** Of the scripts and signs that most often stand beside it, and are in other fonts. */
const OTHERS = '✓✗→…•éЖ漢字かな한🙂';

/** All measures in pixels of the screen. */
export class FontGrid {
  readonly choice: FontChoice;
  /** Of a column; rarely whole, so that text runs on as the font has it. Edges between columns are whole: see `left`. */
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** From the top of a line to what its letters stand on. */
  readonly baseline: number;
  /** Of a thin line. */
  readonly stroke: number;
  /** By font: regular, italic, bold, both. */
  readonly #fits: Map<string, boolean>[] = [];

  constructor(choice: FontChoice) {
    this.choice = choice;
    const { width, ascent, descent } = measure('W', fontOf(choice));
    this.cellWidth = width;
    this.cellHeight = Math.ceil(ascent + descent);
    this.baseline = Math.round(ascent);
    this.stroke = Math.max(1, Math.round((choice.size * choice.scale) / 14));
  }

  /** Of a cell, in CSS pixels. */
  get cell(): Size {
    const { scale } = this.choice;
    return { width: this.cellWidth / scale, height: this.cellHeight / scale };
  }

  /** The left edge of a column. */
  left(column: number): number {
    return Math.round(column * this.cellWidth);
  }

  /** The font as a canvas has it. */
  font(isBold: boolean, isItalic: boolean): string {
    return fontOf(this.choice, isBold, isItalic);
  }

  /** Whether a character is as wide as a column, so that it may stand in a run of text. */
  fits(text: string, isBold: boolean, isItalic: boolean): boolean {
    // Clusters are without number, and could not be kept; those that are one character are rarely of this font.
    if (text.length > 1) return false;
    const font = (isBold ? 2 : 0) + (isItalic ? 1 : 0);
    const known = (this.#fits[font] ??= new Map<string, boolean>());
    const found = known.get(text);
    if (found !== undefined) return found;
    // One by one, measuring would take as long as drawing a screen.
    const all = PRINTABLE.includes(text) ? PRINTABLE : text;
    const { width } = measure(all, this.font(isBold, isItalic));
    const fits = Math.abs(width - this.cellWidth * all.length) < SAME_ADVANCE * all.length;
    for (const one of all === text ? [text] : all) known.set(one, fits);
    return fits;
  }
}

/**
 * Has the browser look for all that a terminal may need of a font, style by style: found only when it is drawn, the first
 * pictures would take several times as long as others.
 */
export function warmFonts(grid: FontGrid): void {
  const context = new OffscreenCanvas(grid.left(80), 2 * grid.cellHeight).getContext('2d', { alpha: false });
  for (const isBold of [false, true])
    for (const isItalic of [false, true])
      setTimeout(() => {
        grid.fits('W', isBold, isItalic);
        if (!context) return;
        context.font = grid.font(isBold, isItalic);
        for (const text of [PRINTABLE, OTHERS]) context.fillText(text, 0, grid.baseline);
        // What is drawn is not drawn before somebody takes it.
        context.canvas.transferToImageBitmap().close();
      });
}

/** Of a cell, in CSS pixels. */
export function cellSize(choice: FontChoice): Size {
  const { width, ascent, descent } = measure('W', fontOf(choice));
  return { width: width / choice.scale, height: Math.ceil(ascent + descent) / choice.scale };
}

function fontOf({ family, size, scale }: FontChoice, isBold = false, isItalic = false): string {
  return `${isItalic ? 'italic ' : ''}${isBold ? 'bold ' : ''}${size * scale}px ${family}`;
}

const measuring = new OffscreenCanvas(1, 1).getContext('2d');
let measuredFont = '';

function measure(
  text: string,
  font: string,
): { readonly width: number; readonly ascent: number; readonly descent: number } {
  if (!measuring) throw new TraceError('internal', { reason: 'a canvas cannot measure text' });
  if (measuredFont !== font) measuring.font = font;
  measuredFont = font;
  const { width, fontBoundingBoxAscent, fontBoundingBoxDescent } = measuring.measureText(text);
  return { width, ascent: fontBoundingBoxAscent, descent: fontBoundingBoxDescent };
}
