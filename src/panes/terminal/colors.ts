/** The colours of a terminal as CSS has them. Pure. */
import type { Screen } from '../../trace/emulator/screen.ts';
import { ANSI, BACKGROUND, CURSOR, FOREGROUND } from './palette.ts';

/** By index: 0–255, then the three that follow. */
export type Colors = readonly string[];

export const FOREGROUND_INDEX = 256;
export const BACKGROUND_INDEX = 257;
export const CURSOR_INDEX = 258;

/** Steps of each channel of the 6 × 6 × 6 colours that follow the 16, as xterm has them. */
const STEPS = [0, 95, 135, 175, 215, 255];

const UNCHANGED: Colors = [
  ...ANSI,
  ...Array.from({ length: 216 }, (_, index) =>
    hex([36, 6, 1].reduce((sum, place) => sum * 256 + (STEPS[Math.floor(index / place) % 6] ?? 0), 0)),
  ),
  ...Array.from({ length: 24 }, (_, index) => hex((8 + index * 10) * 0x01_01_01)),
  FOREGROUND,
  BACKGROUND,
  CURSOR,
];

/** The palette with what the recording changed of it. */
export function colorsOf({ colors }: Pick<Screen, 'colors'>): Colors {
  if (colors.length === 0) return UNCHANGED;
  const changed = [...UNCHANGED];
  for (const [index, [red, green, blue]] of colors)
    if (index < changed.length) changed[index] = hex((red << 16) | (green << 8) | blue);
  return changed;
}

/** Whether a recording changed the same colours, and in the same order. */
export function areSame(one: Screen['colors'], other: Screen['colors']): boolean {
  return (
    one.length === other.length &&
    one.every(([index, rgb], at) => {
      const [itsIndex, its] = other[at] ?? [];
      return index === itsIndex && rgb.every((value, channel) => value === its?.[channel]);
    })
  );
}

/** `rgb`: 24 bits, red first. */
export function hex(rgb: number): string {
  return `#${rgb.toString(16).padStart(6, '0')}`;
}
