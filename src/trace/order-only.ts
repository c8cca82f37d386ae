/** Traces of which only the order of what happened is known. Pure. */
import { CLOCK_WORDS, stepWords, type TimeWords } from '../base/time-words.ts';
import type { Layer, Manifest } from '../schema/generated/types.ts';

/** Of trace time, for one step where there are no times. */
export const STEP_MICROS = 1_000_000;

/** Kinds of layers whose items have no moment, whatever their clock says. */
const TIMELESS: readonly Layer['kind'][] = ['file_diffs', 'page_archive'];

/**
 * How many steps a trace has of which no layer knows times: it is as many seconds long, and each second stands for a step.
 * undefined for all other traces, also where some of their layers have no times.
 */
export function orderSteps({ clock, layers }: Pick<Manifest, 'clock' | 'layers'>): number | undefined {
  const shown = layers.filter(({ kind, status }) => status === 'present' && !TIMELESS.includes(kind));
  // Of files without moments alone: that second stands for nothing.
  if (shown.length === 0)
    return clock.sync_quality === 'order_only' && clock.duration <= STEP_MICROS ? 1 : undefined;
  if (shown.some((layer) => layer.clock.domain !== 'order_only')) return undefined;
  return Math.max(1, Math.ceil(clock.duration / STEP_MICROS));
}

/** False for a layer without times beside others that have them: there is no place on the axis for its items. */
export function isOnAxis(layer: Pick<Layer, 'clock'>, manifest: Pick<Manifest, 'clock' | 'layers'>): boolean {
  return layer.clock.domain !== 'order_only' || orderSteps(manifest) !== undefined;
}

/** How people read the times of a trace: by steps where only an order is known. */
export function timeWords(manifest: Pick<Manifest, 'clock' | 'layers'>): TimeWords {
  return wordsOf(orderSteps(manifest));
}

/** The same, where no more than the number of steps is at hand; undefined: it has times. */
export function wordsOf(steps: number | undefined): TimeWords {
  return steps === undefined ? CLOCK_WORDS : stepWords(steps, STEP_MICROS);
}
