import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../src/base/time.ts';
import { drawWave } from '../../src/timeline/draw-wave.ts';
import { createPixelGrid } from '../../src/timeline/pixel-grid.ts';
import { createScale } from '../../src/timeline/scale.ts';
import { clockMap } from '../../src/trace/clock-map.ts';

/** What a wave draws on 100 pixels: the height of each column that has one. */
function columns(
  peaks: { readonly min: readonly number[]; readonly max: readonly number[] },
  range: readonly [start: number, end: number],
  soundStart = 0,
): ReadonlyMap<number, number> {
  const drawn = new Map<number, number>();
  const context = {
    fillStyle: '',
    globalAlpha: 1,
    fillRect: (x: number, _y: number, _width: number, height: number) => drawn.set(x, height),
  };
  drawWave(
    {
      peaks: {
        min: Float32Array.from(peaks.min),
        max: Float32Array.from(peaks.max),
        sliceSeconds: 1,
        seconds: peaks.max.length,
      },
      map: clockMap({
        domain: 'media',
        native_unit: 's',
        sync_quality: 'measured',
        map: [{ native: 0, trace_us: soundStart * 1e6, uncertainty_us: 0, method: 'test' }],
      }),
    },
    {
      context: context as unknown as CanvasRenderingContext2D,
      grid: createPixelGrid(
        createScale({ start: fromSeconds(range[0]), end: fromSeconds(range[1]) }, 100),
        1,
      ),
      top: 0,
      height: 24,
      colour: 'red',
    },
  );
  return drawn;
}

describe('the outline of a sound', () => {
  it('is as tall as the loudest sample of each pixel, the loudest of all filling the lane', () => {
    const drawn = columns({ min: [0, -0.5, 0, 0], max: [0.25, 0, 0.1, 0] }, [0, 4]);
    expect([drawn.get(10), drawn.get(30), drawn.get(90)]).toEqual([10, 20, 1]);
  });

  it('hides no short bang between two pixels', () => {
    const max = Array.from({ length: 1000 }, (_, index) => (index === 555 ? 1 : 0));
    const drawn = columns({ min: max.map(() => 0), max }, [0, 1000]);
    expect(drawn.get(55)).toBe(20);
    expect(drawn.get(54)).toBe(1);
  });

  it('stands where the clock map of its layer puts it, and nowhere else', () => {
    const drawn = columns({ min: [0, 0], max: [1, 1] }, [0, 10], 5);
    expect([Math.min(...drawn.keys()), Math.max(...drawn.keys())]).toEqual([50, 69]);
  });

  it('is nothing for silence', () => {
    expect(columns({ min: [0, 0], max: [0, 0] }, [0, 2]).size).toBe(0);
  });
});
