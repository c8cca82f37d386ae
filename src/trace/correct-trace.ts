import { correctedMap, type Corrections, type LayerCorrection } from './corrections.ts';
import type { ClockMap } from './clock-map.ts';
import type { TraceLayer } from './layers.ts';
import type { Trace } from './trace.ts';

/** The lists of a trace that hold layers with times. */
export const LAYER_LISTS = [
  'videos',
  'stills',
  'voices',
  'terminals',
  'inputs',
  'commands',
  'transcripts',
  'edits',
  'browsers',
  'doms',
  'networks',
  'annotations',
  'tests',
  'diagnostics',
  'agents',
  'spans',
  'logs',
  'metrics',
] as const satisfies readonly (keyof Trace)[];

/** The same layer under another clock; what it holds is made anew when asked for. */
export type Remake = (layer: TraceLayer<unknown>, clock: ClockMap) => TraceLayer<unknown>;

/**
 * The trace with `corrections` in force in place of those that are. Layers whose correction stays the same are the same
 * objects, and so are the lists that hold only such.
 */
export function correctTrace(trace: Trace, corrections: Corrections, remake: Remake): Trace {
  const corrected = (layer: TraceLayer<unknown>): TraceLayer<unknown> => {
    const { id, clock } = layer.layer;
    const correction = corrections.get(id);
    return isSame(correction, trace.corrections.get(id))
      ? layer
      : remake(layer, correctedMap(clock, correction));
  };
  const changed = LAYER_LISTS.flatMap((name) => {
    const list: readonly TraceLayer<unknown>[] = trace[name];
    const next = list.map(corrected);
    return next.some((layer, index) => layer !== list[index]) ? [[name, next] as const] : [];
  });
  // `remake` keeps what a layer holds: the types of the lists are those that they were.
  return { ...trace, ...(Object.fromEntries(changed) as Partial<Trace>), corrections };
}

function isSame(a: LayerCorrection | undefined, b: LayerCorrection | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
