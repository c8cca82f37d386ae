import { describe, expect, it, vi } from 'vitest';
import { FontGrid } from '../../../src/panes/terminal/font-grid.ts';

describe('a font', () => {
  const grid = new FontGrid({ family: '"DejaVu Sans Mono", monospace', size: 14, scale: 1 });

  it('has letters that fit a column', () => {
    expect(['W', 'i', ' ', 'é'].map((text) => grid.fits(text, false, false))).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('measures and keeps nothing where a cell holds more than one unit: of those there is no end', () => {
    const measured = vi.spyOn(OffscreenCanvasRenderingContext2D.prototype, 'measureText');
    const fits = ['e\u0301', 'W\u0300\u0301', '\u{1d49c}'].map((text) => grid.fits(text, false, false));
    expect(fits).toEqual([false, false, false]);
    expect(measured).not.toHaveBeenCalled();
    measured.mockRestore();
  });
});
