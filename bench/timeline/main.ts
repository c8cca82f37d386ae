/** The page of the benchmark: draws frame after frame, and tells how long each took. */
import WaveSurfer from 'wavesurfer.js';
import { seededRandom } from '../../capture/record/random.ts';
import { fromMicros, type TimeRange } from '../../src/base/time.ts';
import { drawLanes, type PlacedLane } from '../../src/timeline/draw-timeline.ts';
import { drawWave } from '../../src/timeline/draw-wave.ts';
import { TextFitter } from '../../src/timeline/fit-text.ts';
import { hitMarks } from '../../src/timeline/marks.ts';
import { readPalette } from '../../src/timeline/palette.ts';
import { createPixelGrid } from '../../src/timeline/pixel-grid.ts';
import { createScale } from '../../src/timeline/scale.ts';
import { clockMap } from '../../src/trace/clock-map.ts';
import { DURATION, LANE_HEIGHT, makeMarks, placeLanes } from './lanes.ts';
import { drawNaive } from './naive.ts';

/** Milliseconds of each frame. */
export interface Frames {
  /** The drawing itself. */
  readonly script: readonly number[];
  /** From one frame to the next, with what the browser does to show it; a screen shows 60 a second. */
  readonly frame: readonly number[];
}

export type Move = 'pan' | 'zoom';

export interface TimelineBench {
  /** Makes the marks; milliseconds that it took. */
  prepare(marks: number, lanes: number): number;
  /** `share` of the trace is in sight, and moves by three pixels a frame; or it is zoomed into, from the whole to 5,000 times. */
  draw(who: 'ours' | 'naive', move: Move, share: number, ratio: number, frames: number): Promise<Frames>;
  /** Milliseconds of finding what is under the pointer, at places over all lanes. */
  hit(share: number): readonly number[];
  /** Milliseconds of script of each zoom step over an hour of sound. */
  zoomWave(who: 'ours' | 'wavesurfer', steps: number): Promise<readonly number[]>;
}

declare global {
  interface Window {
    timelineBench: TimelineBench;
  }
}

const WIDTH = 1600;
let lanes: readonly PlacedLane[] = [];

function rangeAt(move: Move, share: number, at: number, frames: number): TimeRange {
  const part = move === 'pan' ? share : 5000 ** -(at / frames);
  const span = DURATION * part;
  const start = Math.min(
    DURATION - span,
    DURATION * 0.3 * (1 - part) + (move === 'pan' ? (3 * at * span) / WIDTH : 0),
  );
  return { start: fromMicros(Math.max(0, start)), end: fromMicros(Math.max(0, start) + span) };
}

function canvasOf(height: number, ratio: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: WIDTH * ratio, height: height * ratio });
  canvas.style.cssText = `width:${WIDTH}px;height:${height}px`;
  document.body.replaceChildren(canvas);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

window.timelineBench = {
  prepare(marks, count) {
    const start = performance.now();
    lanes = placeLanes(makeMarks(marks), count);
    return performance.now() - start;
  },
  async draw(who, move, share, ratio, frames) {
    const height = lanes.length * LANE_HEIGHT;
    const context = canvasOf(height, ratio);
    const text = new TextFitter(context);
    const palette = readPalette(document.documentElement);
    const script: number[] = [];
    const frame: number[] = [];
    let last = await nextFrame();
    for (let at = 0; at < frames; at++) {
      const scale = createScale(rangeAt(move, share, at, frames), WIDTH);
      const start = performance.now();
      if (who === 'ours')
        drawLanes({ context, text, scale, palette, selection: undefined, ratio }, lanes, height, []);
      else drawNaive(context, lanes, scale);
      script.push(performance.now() - start);
      const now = await nextFrame();
      frame.push(now - last);
      last = now;
    }
    return { script, frame };
  },
  hit(share) {
    const scale = createScale(rangeAt('pan', share, 0, 1), WIDTH);
    const random = seededRandom(3);
    return lanes.flatMap(({ state }) =>
      Array.from({ length: 20 }, () => {
        const start = performance.now();
        if (state.status === 'ready') hitMarks(state.items, scale, random() * WIDTH);
        return performance.now() - start;
      }),
    );
  },
  async zoomWave(who, steps) {
    const seconds = 3600;
    const random = seededRandom(5);
    const max = Float32Array.from({ length: seconds * 100 }, () => random());
    const min = max.map((high) => -high);
    const times: number[] = [];
    if (who === 'ours') {
      const context = canvasOf(60, 1);
      const map = clockMap({
        domain: 'media',
        native_unit: 's',
        sync_quality: 'measured',
        map: [{ native: 0, trace_us: 0 }],
      });
      const peaks = { min, max, sliceSeconds: 0.01, seconds };
      for (let step = 0; step < steps; step++) {
        const end = fromMicros(seconds * 1e6 * 100 ** -(step / steps));
        const scale = createScale({ start: fromMicros(0), end }, WIDTH);
        const start = performance.now();
        context.clearRect(0, 0, WIDTH, 60);
        drawWave(
          { peaks, map },
          { context, grid: createPixelGrid(scale, 1), top: 0, height: 60, colour: 'red' },
        );
        times.push(performance.now() - start);
        await nextFrame();
      }
      return times;
    }
    const host = document.createElement('div');
    host.style.width = `${WIDTH}px`;
    document.body.replaceChildren(host);
    const wave = WaveSurfer.create({ container: host, height: 60, peaks: [max], duration: seconds });
    await new Promise((resolve) => wave.once('ready', resolve));
    for (let step = 0; step < steps; step++) {
      const start = performance.now();
      wave.zoom((WIDTH / seconds) * 100 ** (step / steps));
      times.push(performance.now() - start);
      await nextFrame();
    }
    wave.destroy();
    return times;
  },
};
