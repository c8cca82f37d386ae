/** What agents say of what they do: their messages and reasoning. Pure. */
import type { TraceTime } from '../../base/time.ts';
import {
  callKey,
  callRef,
  soleCalls,
  type AgentStep,
  type CallRef,
  type ToolCall,
} from '../../trace/agent-steps.ts';
import type { Layer } from '../../trace/layers.ts';
import { wordsOf } from '../../trace/spoken-words.ts';
import { hasTimes, placed, type Facts } from '../facts.ts';
import { rangeOf } from '../spans.ts';
import { agentOf } from './doers.ts';
import type { Segment } from './segments.ts';

/** UTF-16 units of what is said in one step: whoever says more has long said something. */
const MAX_SAID = 10_000;
/** Code between fences is no word of the speaker; without an end, all that follows is code. */
const CODE = /```.*?(?:```|$)/gs;

type Told = Pick<Facts, 'agents' | 'commands' | 'edits' | 'browsers'>;

/** When the first and the last record began that came of something. */
interface Extent {
  readonly first: TraceTime;
  readonly last: TraceTime;
}

/**
 * What each step of an agent says, as one segment: from the step to the last record that names a call of it, since the call that it
 * leads to may be made, or answered, later. Without times of its own, a step stands where those records do, and nowhere without any.
 * A record whose id several calls of the layer have tells of none of them.
 */
export function agentWords(facts: Told): readonly Segment[] {
  const called = callTimes(facts);
  return facts.agents.flatMap(({ layer, holds: { track } }) => {
    const refOf = ({ id }: ToolCall): CallRef => ({ layer: layer.id, call: id });
    const sole = soleCalls(track.items.flatMap(({ calls }) => calls.map(refOf)));
    return track.items.flatMap((step): readonly Segment[] => {
      if (step.source !== 'agent') return [];
      const keys = step.calls.map((call) => callKey(refOf(call))).filter((key) => sole.has(key));
      const range = rangeFrom(layer, step, extentOf(keys.flatMap((key) => called.get(key) ?? [])));
      return range ? [{ range, words: wordsOf(textOf(step)), agent: agentOf(layer), layer: layer.id }] : [];
    });
  });
}

function rangeFrom(
  layer: Layer,
  { time }: AgentStep,
  called: Extent | undefined,
): Segment['range'] | undefined {
  const start = hasTimes(layer) ? time : called?.first;
  if (start === undefined) return undefined;
  return rangeOf(start, called && called.last > start ? called.last : start);
}

function textOf({ message, reasoning = '' }: AgentStep): string {
  const written = message.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
  return `${reasoning}\n${written}`.slice(0, MAX_SAID).replace(CODE, ' ');
}

/** When what came of each call began, by its key. */
function callTimes({ commands, edits, browsers }: Told): ReadonlyMap<string, Extent> {
  const times = new Map<string, Extent>();
  const add = (ref: CallRef | undefined, time: TraceTime): void => {
    if (!ref) return;
    const key = callKey(ref);
    times.set(key, joined(times.get(key), { first: time, last: time }));
  };
  for (const { item } of placed(commands)) add(item.call, item.time);
  for (const { item } of [...placed(edits), ...placed(browsers)]) add(callRef(item.event), item.time);
  return times;
}

function extentOf(extents: readonly Extent[]): Extent | undefined {
  return extents.reduce<Extent | undefined>(joined, undefined);
}

function joined(one: Extent | undefined, other: Extent): Extent {
  if (!one) return other;
  return {
    first: other.first < one.first ? other.first : one.first,
    last: other.last > one.last ? other.last : one.last,
  };
}
