/** Times of a layer by its own clock, kept whole: the page knows what of them is corrected, and where the trace ends. Pure. */
import { fromMicros, type TraceTime } from '../base/time.ts';
import type { Layer } from '../schema/generated/types.ts';
import { clockMap } from '../trace/clock-map.ts';
import type { LayerContext } from '../trace/read-records.ts';
import type { OwnTime } from './search-line.ts';

/**
 * Readers move what lies outside the trace to its edges. Here nothing may be moved, since a correction may bring it back:
 * so all of it is read this much later, in a trace that is twice as long. Microseconds: 71 years.
 */
const AWAY = 2 ** 51;

/** What readers need to read a layer so. */
export function awayContext(layer: Layer, newer: boolean): LayerContext {
  const own = clockMap(layer.clock);
  return {
    id: layer.id,
    map: { ...own, toTrace: (native) => fromMicros(own.toTrace(native) + AWAY) },
    duration: (2 * AWAY) as TraceTime,
    newer,
    orderOnly: layer.clock.domain === 'order_only',
    // Whoever shows the layer reports what is wrong with it.
    report: () => undefined,
  };
}

/** The layer's own time of one that was read with `awayContext`. */
export function ownTime(time: number): OwnTime {
  return time - AWAY;
}
