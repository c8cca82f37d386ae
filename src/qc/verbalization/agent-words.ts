/** What agents say of what they do: their messages and reasoning. Pure. */
import type { TraceTime } from '../../base/time.ts';
import { callKey, callRef, type AgentStep, type CallRef } from '../../trace/agent-steps.ts';
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

/**
 * What each step of an agent says, as one segment: from the step to the last record that names a call of it, since the call that it
 * leads to may be made, or answered, later. Without times of its own, a step stands where those records do, and nowhere without any.
 */
export function agentWords(facts: Told): readonly Segment[] {
  const called = callTimes(facts);
  return facts.agents.flatMap(({ layer, holds: { track } }) =>
    track.items.flatMap((step): readonly Segment[] => {
      if (step.source !== 'agent') return [];
      const times = step.calls.flatMap(({ id }) => called.get(callKey({ layer: layer.id, call: id })) ?? []);
      const range = rangeFrom(layer, step, times);
      return range ? [{ range, words: wordsOf(textOf(step)), agent: agentOf(layer), layer: layer.id }] : [];
    }),
  );
}

function rangeFrom(
  layer: Layer,
  { time }: AgentStep,
  called: readonly TraceTime[],
): Segment['range'] | undefined {
  const [first] = called;
  const start = hasTimes(layer)
    ? time
    : first === undefined
      ? undefined
      : called.reduce((least, one) => (one < least ? one : least), first);
  return start === undefined
    ? undefined
    : rangeOf(
        start,
        called.reduce((most, one) => (one > most ? one : most), start),
      );
}

function textOf({ message, reasoning = '' }: AgentStep): string {
  const written = message.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
  return `${reasoning}\n${written}`.slice(0, MAX_SAID).replace(CODE, ' ');
}

/** When something began that came of each call, by its key. */
function callTimes({ commands, edits, browsers }: Told): ReadonlyMap<string, readonly TraceTime[]> {
  const times = new Map<string, TraceTime[]>();
  const add = (ref: CallRef | undefined, time: TraceTime): void => {
    if (!ref) return;
    const known = times.get(callKey(ref));
    if (known) known.push(time);
    else times.set(callKey(ref), [time]);
  };
  for (const { item } of placed(commands)) add(item.call, item.time);
  for (const { item } of [...placed(edits), ...placed(browsers)]) add(callRef(item.event), item.time);
  return times;
}
