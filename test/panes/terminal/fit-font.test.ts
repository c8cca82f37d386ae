import { describe, expect, it } from 'vitest';
import { fitFont } from '../../../src/panes/terminal/fit-font.ts';

const cellAt = (font: number) => ({ width: font * 0.6, height: Math.ceil(font * 1.2) });

describe('fitFont', () => {
  it('takes the largest size at which the grid fits', () => {
    const font = fitFont(80, 24, { width: 600, height: 600 }, cellAt);
    expect(font).toBe(12.5);
    expect(cellAt(font).width * 80).toBeLessThanOrEqual(600);
    expect(cellAt(font + 0.5).width * 80).toBeGreaterThan(600);
  });

  it('heeds the height as well as the width', () => {
    expect(fitFont(80, 24, { width: 5000, height: 240 }, cellAt)).toBe(8);
  });

  it.each([
    [{ width: 5000, height: 5000 }, 16],
    [{ width: 100, height: 100 }, 6],
  ])('stays within 6 and 16 px: %o', (room, font) => {
    expect(fitFont(80, 24, room, cellAt)).toBe(font);
  });

  it('asks for few of the sizes: a browser takes long to measure each', () => {
    const asked: number[] = [];
    fitFont(80, 24, { width: 330, height: 600 }, (font) => {
      asked.push(font);
      return cellAt(font);
    });
    expect(asked.length).toBeLessThanOrEqual(5);
  });
});
