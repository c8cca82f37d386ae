import type { TraceTime } from '../../base/time.ts';
import type { Layer } from '../../schema/generated/types.ts';
import type { BrowserEvent, TimedBrowserEvent } from '../../trace/layers.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Action } from './action.ts';

/** Typing in one field that goes on within this time, in microseconds, is one action. */
const TOGETHER = 1_000_000;

/**
 * Pages that were gone to, and what was clicked, typed and sent in them. Typing in one field is one action, with the value that stands
 * there at last; a change that only reports that value is none. A value that is masked is not told.
 */
export async function browserActions(
  { browsers }: Trace,
  wanted: (layer: Layer) => boolean,
): Promise<readonly Action[]> {
  const actions: Action[] = [];
  for (const { layer, content } of browsers)
    if (wanted(layer))
      for (const done of layerActions((await content.get()).items)) actions.push({ ...done, layer });
  return actions;
}

type Found = Omit<Action, 'layer'>;

/** An action in the making. */
interface Draft extends Omit<Found, 'end' | 'input'> {
  end: TraceTime | undefined;
  input: Action['input'];
}

function layerActions(items: readonly TimedBrowserEvent[]): readonly Found[] {
  const found: Draft[] = [];
  for (const { time, event } of items) {
    const done = inputOf(event);
    if (!done) continue;
    const { type, value } = done.input;
    const before = found.at(-1);
    if (before?.input['type'] === 'input' && fieldOf(before.input) === fieldOf(done.input)) {
      if (type === 'change' && value === before.input['value']) continue;
      if (type === 'input' && time - (before.end ?? before.time) <= TOGETHER) {
        before.input = done.input;
        before.end = time;
        continue;
      }
    }
    found.push({ ...done, time, end: undefined, result: undefined });
  }
  return found;
}

/** The same text for the same field of the same tab alone. */
function fieldOf({ tab, target }: Action['input']): string {
  return JSON.stringify([tab, target]);
}

function inputOf(event: BrowserEvent): Pick<Action, 'kind' | 'input'> | undefined {
  if (event.type === 'navigated')
    return { kind: 'navigate', input: { tab: event.tab, url: event.url, title: event.title ?? null } };
  if (event.type !== 'click' && event.type !== 'input' && event.type !== 'change' && event.type !== 'submit')
    return undefined;
  const { type, tab, target, value, masked } = event;
  return { kind: 'page', input: { type, tab, target, value: masked === true ? null : (value ?? null) } };
}
