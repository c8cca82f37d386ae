/** How a cell is to look, from the numbers that xterm.js 6.0 keeps of it. Pure. */
import { BACKGROUND_INDEX, FOREGROUND_INDEX, hex, type Colors } from './colors.ts';

export type UnderlineKind = 'single' | 'double' | 'curly' | 'dotted' | 'dashed';

/** Colours as CSS has them. */
export interface CellLook {
  readonly color: string;
  /** undefined: that of the terminal. */
  readonly background: string | undefined;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  /** Drawn at half strength. */
  readonly isDim: boolean;
  /** Its text is not drawn; lines under, over and through it are. */
  readonly isInvisible: boolean;
  readonly isOverlined: boolean;
  readonly isStruck: boolean;
  readonly underline: UnderlineKind | undefined;
  readonly underlineColor: string;
}

/** Of foreground, background and underline alike. */
const MODE = 0x300_0000;
const DEFAULT = 0;
const RGB_MODE = 0x300_0000;
const RGB = 0xff_ffff;
const INDEX = 0xff;

/** In the number of the foreground. */
const INVERSE = 0x400_0000;
const BOLD = 0x800_0000;
const UNDERLINE = 0x1000_0000;
const INVISIBLE = 0x4000_0000;
const STRUCK = 0x8000_0000;

/** In the number of the background. */
const ITALIC = 0x400_0000;
const DIM = 0x800_0000;
const OVERLINE = 0x4000_0000;

/** In the further number. */
const KIND_SHIFT = 26;
const KINDS: readonly (UnderlineKind | undefined)[] = [
  undefined,
  'single',
  'double',
  'curly',
  'dotted',
  'dashed',
];

/** `further`: 0 where there is none. What is linked is underlined with dashes. */
export function lookOf(fg: number, bg: number, further: number, isLinked: boolean, colors: Colors): CellLook {
  const isInverse = (fg & INVERSE) !== 0;
  const isBold = (fg & BOLD) !== 0;
  const [front, back] = isInverse ? [bg, fg] : [fg, bg];
  const color =
    colorOf(front, isBold, colors) ?? colors[isInverse ? BACKGROUND_INDEX : FOREGROUND_INDEX] ?? '';
  const kind = isLinked ? 'dashed' : KINDS[(further >>> KIND_SHIFT) & 7];
  return {
    color,
    background: colorOf(back, false, colors) ?? (isInverse ? colors[FOREGROUND_INDEX] : undefined),
    isBold,
    isItalic: (bg & ITALIC) !== 0,
    isDim: (bg & DIM) !== 0,
    isInvisible: (fg & INVISIBLE) !== 0,
    isOverlined: (bg & OVERLINE) !== 0,
    isStruck: (fg & STRUCK) !== 0,
    underline: kind ?? (fg & UNDERLINE ? 'single' : undefined),
    underlineColor: colorOf(further, isBold, colors) ?? color,
  };
}

/** undefined: the terminal's own. Bold text in one of the first eight colours has the bright one. */
function colorOf(value: number, brightens: boolean, colors: Colors): string | undefined {
  const mode = value & MODE;
  if (mode === DEFAULT) return undefined;
  if (mode === RGB_MODE) return hex(value & RGB);
  const index = value & INDEX;
  return colors[brightens && index < 8 ? index + 8 : index];
}
