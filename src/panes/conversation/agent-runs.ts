/** The agents of a trace, read: their steps, and what came of their calls. Pure. */
import type { TraceTime } from '../../base/time.ts';
import { describeEdit, describePage } from '../../timeline/describe-item.ts';
import { callKey, callRef, type AgentRun, type AgentStep, type CallRef } from '../../trace/agent-steps.ts';
import { agentName, type HandOver } from '../../trace/hand-overs.ts';
import type { Command, Layer, TimedBrowserEvent, TimedEdit } from '../../trace/layers.ts';
import type { Track } from '../../trace/track.ts';
import type { AgentLayer } from './conversation-data.ts';
import { UsageSums } from './usage.ts';

/** An agent whose steps could be read. */
export interface Agent extends Omit<AgentLayer, 'title'> {
  readonly title: string;
  readonly run: AgentRun;
  readonly track: Track<AgentStep>;
  readonly sums: UsageSums;
}

export function agentOf(
  layer: AgentLayer,
  { run, track }: { readonly run: AgentRun; readonly track: Track<AgentStep> },
): Agent {
  return {
    ...layer,
    title: agentName(layer, run),
    run,
    track,
    sums: new UsageSums(track.items),
  };
}

/** From one of the agents that are shown to another. */
export type AgentHandOver = HandOver<Agent>;

/** Something in another layer that came of a call. */
export interface Effect {
  readonly kind: Layer['kind'];
  readonly time: TraceTime;
  /** `command`, `edit` or `page`, and what it was. */
  readonly what: string;
  readonly text: string;
}

/** By layer and call: see `effectsOf`. */
export type Effects = ReadonlyMap<string, readonly Effect[]>;

/** Of one call, there may be very many; a few lead there as well. */
const MAX_EFFECTS = 6;

export function gatherEffects(layers: {
  readonly commands: readonly Track<Command>[];
  readonly edits: readonly Track<TimedEdit>[];
  readonly browsers: readonly Track<TimedBrowserEvent>[];
}): Effects {
  const effects = new Map<string, Effect[]>();
  const add = (ref: CallRef | undefined, effect: Effect): void => {
    if (!ref) return;
    const key = callKey(ref);
    const known = effects.get(key) ?? [];
    if (known.length < MAX_EFFECTS) known.push(effect);
    effects.set(key, known);
  };
  for (const { items } of layers.commands)
    for (const { time, command, call } of items)
      add(call, { kind: 'commands', time, what: 'command', text: command });
  for (const { items } of layers.edits)
    for (const item of items)
      add(callRef(item.event), {
        kind: 'ide_edits',
        time: item.time,
        what: 'edit',
        text: describeEdit(item),
      });
  for (const { items } of layers.browsers)
    for (const item of items)
      add(callRef(item.event), {
        kind: 'browser_events',
        time: item.time,
        what: 'page',
        text: describePage(item),
      });
  return effects;
}

/** What came of a call, in time order within each kind. */
export function effectsOf(effects: Effects, ref: CallRef): readonly Effect[] {
  return effects.get(callKey(ref)) ?? [];
}
