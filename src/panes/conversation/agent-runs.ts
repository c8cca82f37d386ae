/** The agents of a trace, read: their steps, who called whom, and what came of their calls. Pure. */
import type { TraceTime } from '../../base/time.ts';
import { describeEdit, describePage } from '../../timeline/describe-item.ts';
import { callKey, callRef, type AgentRun, type AgentStep, type CallRef } from '../../trace/agent-steps.ts';
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
    title: layer.title ?? run.agent ?? layer.id,
    run,
    track,
    sums: new UsageSums(track.items),
  };
}

/** One agent started another. */
export interface HandOver {
  readonly parent: Agent;
  readonly child: Agent;
  /** The step that did, and its call; undefined where the record does not say. */
  readonly step: AgentStep | undefined;
  readonly call: string | undefined;
}

export function handOvers(agents: readonly Agent[]): readonly HandOver[] {
  const byId = new Map(agents.map((agent) => [agent.id, agent]));
  return agents.flatMap((child): readonly HandOver[] => {
    const parent = byId.get(child.parent ?? '');
    if (!parent || parent === child) return [];
    return [{ parent, child, ...startOf(parent, child) }];
  });
}

/** By the key `x-call` of the child's layer, else by what an answer says of the run that it is of. */
function startOf(parent: Agent, child: Agent): Pick<HandOver, 'step' | 'call'> {
  const named = callRef(child.layer);
  const { session, trajectory } = child.run;
  for (const step of parent.track.items)
    for (const { id, results } of step.calls) {
      const isNamed = named?.layer === parent.id && named.call === id;
      const isTold = results.some(({ subagents }) =>
        subagents.some((ref) =>
          ref.trajectory === undefined
            ? ref.session !== undefined && ref.session === session && session !== parent.run.session
            : ref.trajectory === trajectory,
        ),
      );
      if (isNamed || isTold) return { step, call: id };
    }
  return { step: undefined, call: undefined };
}

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
