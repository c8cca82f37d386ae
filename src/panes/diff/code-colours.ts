/** The colours of code that can be read on a changed line too. Pure. */
import { TOKENS } from './token-colours.ts';

/** Six hexadecimal digits after `#`. */
type Colour = string;

type Theme = 'dark' | 'light';

/** Gives the value of a token of the page's theme. */
type ColourOf = (token: string) => Colour;

/** How strongly the colour of a change lies over its line, and once more over the changed words; in hexadecimal. */
export const LINE_TINT = '18';
export const WORD_TINT = '2a';

/** Of letters with what is behind them: 4.5 (WCAG 2.2, AA) and a little more, since colours are rounded. */
const MIN_CONTRAST = 4.6;

/** How much of the text's colour is added at a time to one that is too faint. */
const STEP = 0.05;

/** Tokens of the brackets, from the outermost; after the last, it begins anew. */
const BRACKETS = [
  '--track-edits',
  '--track-browser',
  '--track-voice',
  '--track-terminal',
  '--track-video',
  '--track-input',
] as const;

export function bracketColours(colourOf: ColourOf): readonly Colour[] {
  return BRACKETS.map((token) => readable(colourOf(token), colourOf));
}

/** What Monaco's stock theme has for tokens, where it is too faint on a changed word. Without `#`, as Monaco takes it. */
export function tokenRules(
  theme: Theme,
  colourOf: ColourOf,
): { readonly token: string; readonly foreground: string }[] {
  return Object.entries(TOKENS[theme]).map(([token, colour]) => ({
    token,
    foreground: readable(`#${colour}`, colourOf).slice(1),
  }));
}

/** The colour with as much of the text's in it as it takes to be read on plain, added and removed lines and words. */
function readable(colour: Colour, colourOf: ColourOf): Colour {
  const behind = backgrounds(colourOf);
  let share = 0;
  let mixed = colour;
  while (share < 1 && behind.some((background) => contrast(mixed, background) < MIN_CONTRAST)) {
    share += STEP;
    mixed = mix(colourOf('--text'), colour, Math.min(share, 1));
  }
  return mixed;
}

/** All that letters of code may stand on. */
function backgrounds(colourOf: ColourOf): readonly Colour[] {
  const plain = colourOf('--surface');
  const changed = ['--ok', '--fail'].flatMap((token) => {
    const line = mix(colourOf(token), plain, parseInt(LINE_TINT, 16) / 255);
    return [line, mix(colourOf(token), line, parseInt(WORD_TINT, 16) / 255)];
  });
  return [plain, ...changed];
}

/** `share` of the upper colour over the lower one. */
function mix(upper: Colour, lower: Colour, share: number): Colour {
  const under = channels(lower);
  const mixed = channels(upper).map((over, index) => over * share + (under[index] ?? 0) * (1 - share));
  return `#${mixed.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}

/** From 1 to 21, as WCAG defines it. */
function contrast(a: Colour, b: Colour): number {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Red, green and blue, each up to 255. */
function channels(colour: Colour): readonly number[] {
  return [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
}
