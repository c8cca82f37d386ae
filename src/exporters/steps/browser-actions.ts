import type { Layer } from '../../schema/generated/types.ts';
import type { BrowserEvent } from '../../trace/layers.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Action } from './action.ts';

/** Pages that were gone to, and what was clicked, typed and sent in them. A value that is masked is not told. */
export async function browserActions(
  { browsers }: Trace,
  wanted: (layer: Layer) => boolean,
): Promise<readonly Action[]> {
  const actions: Action[] = [];
  for (const { layer, content } of browsers) {
    if (!wanted(layer)) continue;
    for (const { time, event } of (await content.get()).items) {
      const said = inputOf(event);
      if (said) actions.push({ ...said, layer, time, end: undefined, result: undefined });
    }
  }
  return actions;
}

function inputOf(event: BrowserEvent): Pick<Action, 'kind' | 'input'> | undefined {
  if (event.type === 'navigated')
    return { kind: 'navigate', input: { tab: event.tab, url: event.url, title: event.title ?? null } };
  if (event.type !== 'click' && event.type !== 'input' && event.type !== 'change' && event.type !== 'submit')
    return undefined;
  const { type, tab, target, value, masked } = event;
  return { kind: 'page', input: { type, tab, target, value: masked === true ? null : (value ?? null) } };
}
