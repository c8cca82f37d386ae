/** Lanes of very many marks, the same in every run. */
import { seededRandom } from '../../capture/record/random.ts';
import type { PlacedLane } from '../../src/timeline/draw-timeline.ts';
import { createMarks, withLimits, type Marks, type MarkShape } from '../../src/timeline/marks.ts';

/** Two hours, in microseconds. */
export const DURATION = 7200e6;
/** CSS pixels. */
export const LANE_HEIGHT = 20;

export const SHAPES: readonly MarkShape[] = ['density', 'tick', 'span', 'flag', 'minor', 'band'];

/** Half of the marks in bursts; every hundredth span is long, so that others lie in it. */
function columnsOf(
  count: number,
  seed: number,
): { readonly starts: Float64Array; readonly ends: Float64Array } {
  const random = seededRandom(seed);
  const starts = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const burst = (Math.floor(random() * 200) + random() * 0.05) / 200;
    starts[index] = Math.floor((random() < 0.5 ? burst : random()) * DURATION);
  }
  starts.sort();
  const mean = DURATION / count;
  const ends = starts.map(
    (start, index) => start + Math.floor(random() * mean * (index % 100 === 0 ? 200 : 1)),
  );
  return { starts, ends };
}

/** Marks of each shape, `count` of each. */
export function makeMarks(count: number): ReadonlyMap<MarkShape, Marks> {
  const { starts, ends } = columnsOf(count, 7);
  return new Map(
    SHAPES.map((shape) => {
      const spans = shape === 'span' || shape === 'band';
      const words = {
        label: (index: number) => `item ${index}`,
        describe: (index: number) => `item ${index}`,
      };
      return [shape, createMarks({ shape, starts, ...(spans && { ends }), ...words })];
    }),
  );
}

const COLOURS = ['terminal', 'edits', 'input', 'browser', 'tests', 'voice'] as const;

/** `count` lanes, which take turns with the shapes. */
export function placeLanes(marks: ReadonlyMap<MarkShape, Marks>, count: number): readonly PlacedLane[] {
  return Array.from({ length: count }, (_, index) => {
    const items = withLimits([...marks.values()].filter((_marks, which) => which === index % marks.size));
    return {
      lane: {
        id: `${index}`,
        layer: undefined,
        title: `${index}`,
        sync: undefined,
        quality: undefined,
        colour: COLOURS[index % COLOURS.length] ?? 'notes',
        kind: 'notes',
        height: LANE_HEIGHT,
        note: undefined,
        load: () => Promise.resolve(items),
      },
      state: { status: 'ready', items },
      top: index * LANE_HEIGHT,
    };
  });
}
