/** Steps of agents in trace time. Pure. */
import { SLICE } from '../base/slices.ts';
import { ZERO } from '../base/time.ts';
import type { AgentRun, AgentStep, AgentSteps, AtifStep } from './agent-steps.ts';
import { STEP_MICROS } from './order-only.ts';
import { TimePlacer } from './place-in-time.ts';
import type { LayerContext, TrackWork } from './read-records.ts';
import { Track } from './track.ts';

const MICROS_PER_MILLI = 1_000;

/**
 * By the document's own times, which are wall time in milliseconds. A step without one stands where the step before it does;
 * the first ones, at the first time that there is. In a layer without times step `k`, from 0, stands at second `k`.
 */
export function* placeAgent(
  { head: run, items: steps }: { readonly head: AgentRun; readonly items: readonly AtifStep[] },
  path: string,
  context: LayerContext,
): TrackWork<AgentSteps> {
  const { map, orderOnly = false } = context;
  const placer = new TimePlacer(map, context.id, context.duration);
  const items: AgentStep[] = [];
  let native =
    nativeOf(steps.find(({ at }) => at !== undefined)?.at, map.microsPerUnit) ?? map.toNative(ZERO);
  let untimed = 0;
  for (const [index, { at, ...step }] of steps.entries()) {
    native = orderOnly
      ? (index * STEP_MICROS) / map.microsPerUnit
      : (nativeOf(at, map.microsPerUnit) ?? native);
    const isUntimed = !orderOnly && at === undefined;
    if (isUntimed) untimed += 1;
    items.push({ ...step, time: placer.next(native), index, untimed: isUntimed });
    if (index % SLICE === SLICE - 1) yield;
  }
  if (untimed > 0) {
    const what = `The times of ${untimed} of the ${steps.length} steps of ${path}`;
    const reason = 'none were recorded: they stand where the step before them does';
    context.report({ severity: 'info', code: 'unsupported-here', details: { what, reason } });
  }
  for (const problem of placer.problems()) context.report(problem);
  return { run, track: new Track(items) };
}

function nativeOf(millis: number | undefined, microsPerUnit: number): number | undefined {
  return millis === undefined ? undefined : (millis * MICROS_PER_MILLI) / microsPerUnit;
}
