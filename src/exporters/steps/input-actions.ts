import type { Layer } from '../../schema/generated/types.ts';
import type { InputTrack } from '../../trace/input-track.ts';
import type { InputEvent } from '../../trace/layers.ts';
import type { Trace } from '../../trace/trace.ts';
import { append } from '../../base/long-lists.ts';
import type { TraceTime } from '../../base/time.ts';
import type { Action } from './action.ts';

/** Keys and scrolling that follow each other within this time, in microseconds, are one action. */
const TOGETHER = 1_000_000;

/** Clicks, runs of keys, and scrolling, in desktop pixels. What was typed where it is masked is not told. */
export async function inputActions(
  { inputs }: Trace,
  wanted: (layer: Layer) => boolean,
): Promise<readonly Action[]> {
  const actions: Action[] = [];
  for (const { layer, content } of inputs)
    if (wanted(layer))
      for (const found of trackActions(await content.get())) actions.push({ ...found, layer });
  return actions;
}

type Found = Omit<Action, 'layer'>;

/** An action in the making. */
interface Draft extends Omit<Found, 'input' | 'end'> {
  end: TraceTime | undefined;
  readonly input: Record<string, unknown>;
}

function trackActions(track: InputTrack): readonly Found[] {
  const found: Draft[] = [];
  let last = -Infinity;
  for (const row of track.rowsOf('down', 'scroll', 'key_down')) {
    const time = track.timeAt(row);
    const before = time - last <= TOGETHER ? found.at(-1) : undefined;
    last = time;
    const draft = draftOf(track.event(row), time);
    if (!draft) continue;
    if (before && joined(before, draft)) before.end = time;
    else found.push(draft);
  }
  return found;
}

function draftOf(event: InputEvent, time: TraceTime): Draft | undefined {
  const at = { time, end: undefined, result: undefined };
  if (event.type === 'down') {
    const { x, y, button, mods = [] } = event;
    return { ...at, kind: 'pointer', input: { x, y, button, mods } };
  }
  if (event.type === 'scroll') {
    const { x, y, dx, dy, unit } = event;
    return { ...at, kind: 'scroll', input: { x, y, dx, dy, unit } };
  }
  if (event.type !== 'key_down') return undefined;
  const key = { key: event.masked === true ? null : event.key, mods: event.mods ?? [] };
  return { ...at, kind: 'keys', input: { keys: [key] } };
}

/** Adds to `before` what goes on with it; false where `next` is another action. */
function joined({ kind, input }: Draft, next: Draft): boolean {
  if (kind !== next.kind || kind === 'pointer') return false;
  if (kind === 'keys') {
    const keys = input['keys'] as unknown[];
    append(keys, next.input['keys'] as readonly unknown[]);
    return true;
  }
  if (input['unit'] !== next.input['unit']) return false;
  for (const name of ['dx', 'dy']) input[name] = Number(input[name]) + Number(next.input[name]);
  return true;
}
