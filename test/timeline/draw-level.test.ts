import { expect, it } from 'vitest';
import { fromSeconds } from '../../src/base/time.ts';
import { drawMarks } from '../../src/timeline/draw-marks.ts';
import { Levels } from '../../src/timeline/mark-levels.ts';
import { createMarks } from '../../src/timeline/marks.ts';
import { createPixelGrid } from '../../src/timeline/pixel-grid.ts';
import { createScale } from '../../src/timeline/scale.ts';
import type { TextFitter } from '../../src/timeline/fit-text.ts';

it('draws a value as an area as high as it was, with a line on top that goes from one level to the next', () => {
  const drawn: string[] = [];
  const context = {
    fillStyle: '',
    globalAlpha: 1,
    fillRect(x: number, y: number, width: number, height: number) {
      drawn.push(`${this.globalAlpha < 1 ? 'area' : 'line'} ${x} ${y} ${width}×${height}`);
    },
  };
  const scale = createScale({ start: fromSeconds(0), end: fromSeconds(10) }, 100);
  const marks = createMarks({
    shape: 'level',
    starts: Float64Array.of(2e6, 5e6, 8e6),
    ends: Float64Array.of(5e6, 8e6, 8e6),
    levels: new Levels(Float64Array.of(0, 1, NaN)),
  });
  drawMarks(marks, {
    context: context as unknown as CanvasRenderingContext2D,
    scale,
    grid: createPixelGrid(scale, 1),
    text: { fit: () => '', fits: () => true } as unknown as TextFitter,
    ...{ top: 0, height: 26, colour: 'red', textColour: 'black', ground: 'white' },
  });
  // From 3 to 23 is the lane's room, and the line is 1.5 thick.
  expect(drawn).toEqual([
    'area 20 23 30×0',
    'line 20 21.5 30×1.5',
    'area 50 3 30×20',
    'line 50 3 30×1.5',
    'line 50 3 1×20',
  ]);
});
