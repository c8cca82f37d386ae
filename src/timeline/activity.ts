/** What of a trace counts as something happening: for idle gaps and for going from one event to the next. */
import type { TimeRange } from '../base/time.ts';
import type { TraceLayer } from '../trace/layers.ts';
import { isOnAxis, orderSteps } from '../trace/order-only.ts';
import type { Trace } from '../trace/trace.ts';
import type { Timed } from '../trace/track.ts';
import { idleGaps, type Busy } from './idle.ts';
import { inSlices, SLICE } from '../base/slices.ts';
import { mergeTimes, type StepTimes } from './steps.ts';

export interface Activity {
  /** Starts of everything that stands alone: not pointer moves, scrolling, key releases, cursor moves or pieces of output. */
  readonly events: StepTimes;
  /** Starts of commands, saves, navigations and test runs, and steps of agents that call tools. */
  readonly steps: StepTimes;
  /** Gaps without any activity, also none of those that are no events. */
  readonly idle: readonly TimeRange[];
}

const EDIT_STEPS: readonly string[] = ['save', 'create', 'delete', 'rename', 'commit'];
const EDIT_EVENTS: readonly string[] = [...EDIT_STEPS, 'open', 'focus', 'close', 'change'];

/** Reads every layer that has items; one that cannot be read is left out, and is among the trace's problems. */
export async function loadActivity(trace: Trace): Promise<Activity> {
  const busy: Busy[] = [];
  const events: Float64Array[] = [];
  const steps: Float64Array[] = [];
  const isOrderOnly = orderSteps(trace.manifest) !== undefined;
  const all = (): boolean => true;
  const none = (): boolean => false;

  const collect = async <C, T extends Timed>(
    layers: readonly TraceLayer<C>[],
    itemsOf: (content: C) => readonly T[],
    isEvent: (item: T) => boolean,
    isStep: (item: T) => boolean,
  ): Promise<void> => {
    for (const { layer, content } of layers) {
      // Without times there is nothing that could be on the axis.
      if (!isOnAxis(layer, trace.manifest)) continue;
      try {
        const items = itemsOf(await content.get());
        const times = await inSlices(timesOf(items, isEvent, isStep));
        busy.push(times.busy);
        events.push(times.events);
        steps.push(times.steps);
      } catch {
        // The layer's own lane and the list of problems say so.
      }
    }
  };

  /** Layers of instants that hold their times by columns. */
  const collectColumns = async <C>(
    layers: readonly TraceLayer<C>[],
    timesOf: (content: C) => { readonly times: Float64Array; readonly events: Float64Array },
  ): Promise<void> => {
    for (const { layer, content } of layers) {
      if (!isOnAxis(layer, trace.manifest)) continue;
      try {
        const found = timesOf(await content.get());
        busy.push({ starts: found.times, ends: found.times });
        events.push(found.events);
      } catch {
        // As above.
      }
    }
  };

  await Promise.all([
    collect(trace.commands, ({ items }) => items, all, all),
    collect(trace.tests, ({ items }) => items, all, all),
    collect(trace.diagnostics, ({ items }) => items, all, none),
    collect(trace.transcripts, ({ items }) => items, all, none),
    collect(trace.annotations, ({ items }) => items, all, none),
    collect(
      trace.agents,
      ({ track }) => track.items,
      all,
      ({ calls }) => calls.length > 0,
    ),
    collectColumns(trace.terminals, ({ chunks }) => ({
      times: chunks.times,
      events: Float64Array.from(chunks.ofKind('marker'), (index) => chunks.timeOf(index)),
    })),
    collect(
      trace.edits,
      ({ items }) => items,
      ({ event }) => EDIT_EVENTS.includes(event.type),
      ({ event }) => EDIT_STEPS.includes(event.type),
    ),
    collect(
      trace.browsers,
      ({ items }) => items,
      ({ event }) => event.type !== 'scroll',
      ({ event }) => event.type === 'navigated',
    ),
    collectColumns(trace.inputs, (track) => ({
      times: track.allTimes(),
      events: track.timesOf(track.rowsOf('down', 'key_down')),
    })),
  ]);
  return {
    events: await inSlices(mergeTimes(events)),
    steps: await inSlices(mergeTimes(steps)),
    // Where only an order is known, nobody knows of pauses.
    idle: isOrderOnly ? [] : await inSlices(idleGaps(busy, trace.duration)),
  };
}

function* timesOf<T extends Timed>(
  items: readonly T[],
  isEvent: (item: T) => boolean,
  isStep: (item: T) => boolean,
) {
  const starts = new Float64Array(items.length);
  const ends = new Float64Array(items.length);
  const events: number[] = [];
  const steps: number[] = [];
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (!item) continue;
    starts[index] = item.time;
    ends[index] = item.end ?? item.time;
    if (isEvent(item)) events.push(item.time);
    if (isStep(item)) steps.push(item.time);
    if (index % SLICE === SLICE - 1) yield;
  }
  return { busy: { starts, ends }, events: Float64Array.from(events), steps: Float64Array.from(steps) };
}
