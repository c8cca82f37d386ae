import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bracketColours, LINE_TINT, tokenRules, WORD_TINT } from '../../../src/panes/diff/code-colours.ts';

type Rgb = readonly [number, number, number];

const CSS = readFileSync('src/ui/theme.css', 'utf8');

/** The tokens of a theme; dark is the first block of the file. */
function tokensOf(theme: 'dark' | 'light'): ReadonlyMap<string, string> {
  const block = CSS.split(/^:root.*\{$/m)[theme === 'dark' ? 1 : 2] ?? '';
  const pairs = [...block.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)];
  return new Map(pairs.map(([, token = '', colour = '']) => [token, colour]));
}

const rgb = (colour: string): Rgb => {
  const value = parseInt(colour.replace('#', ''), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
};
const over = (upper: Rgb, alpha: number, lower: Rgb): Rgb => {
  const at = (index: 0 | 1 | 2): number => upper[index] * alpha + lower[index] * (1 - alpha);
  return [at(0), at(1), at(2)];
};
const light = ([red, green, blue]: Rgb): number => {
  const linear = (value: number): number =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
};
const contrast = (a: Rgb, b: Rgb): number =>
  (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);

describe.each(['dark', 'light'] as const)('colours of code, %s', (theme) => {
  const tokens = tokensOf(theme);
  const colourOf = (token: string): string => {
    const colour = tokens.get(token);
    if (colour === undefined) throw new Error(`the theme has no ${token}`);
    return colour;
  };
  const plain = rgb(colourOf('--surface'));
  const backgrounds = ['--ok', '--fail'].flatMap((token) => {
    const line = over(rgb(colourOf(token)), parseInt(LINE_TINT, 16) / 255, plain);
    return [line, over(rgb(colourOf(token)), parseInt(WORD_TINT, 16) / 255, line)];
  });
  const worst = (colour: string): number =>
    Math.min(...[plain, ...backgrounds].map((background) => contrast(rgb(colour), background)));

  it('has six of brackets, all different, that can be read on plain, added and removed lines', () => {
    const colours = bracketColours(colourOf);
    expect(new Set(colours).size).toBe(6);
    for (const colour of colours) {
      expect(colour).toMatch(/^#[0-9a-f]{6}$/);
      expect(worst(colour)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('has those of tokens so too', () => {
    const rules = tokenRules(theme, colourOf);
    expect(rules.length).toBeGreaterThan(10);
    for (const { token, foreground } of rules) {
      expect(foreground, token).toMatch(/^[0-9a-f]{6}$/);
      expect(worst(foreground), token).toBeGreaterThanOrEqual(4.5);
    }
  });
});
