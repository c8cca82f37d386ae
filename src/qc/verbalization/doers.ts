/** Whose act a record is, where the trace says that it is an agent's. Pure. */
import type { Layer } from '../../schema/generated/types.ts';
import type { CallRef } from '../../trace/agent-steps.ts';
import type { Facts } from '../facts.ts';

/** Of a record of `layer`: the agent, as `agentOf` names it; undefined: a person, or nobody says who. */
export type DoerOf = (layer: Layer, call: CallRef | undefined) => string | undefined;

/** The actor of a layer of agent steps; the layer, where it names none. */
export function agentOf({ actor, id }: Layer): string {
  return actor ?? id;
}

/**
 * Told by the call that a record names, by the layer that its own was made of, by its layer's actor; where that names none, it is the
 * only agent of a session in which there was nobody else.
 */
export function doersOf({ agents, manifest }: Pick<Facts, 'agents' | 'manifest'>): DoerOf {
  const byLayer = new Map(agents.map(({ layer }) => [layer.id, agentOf(layer)]));
  const names = new Set(byLayer.values());
  const { actors } = manifest.session;
  const isAlone = actors.length > 0 && actors.every(({ kind }) => kind === 'agent' || kind === 'environment');
  const only = isAlone && names.size === 1 ? [...names][0] : undefined;
  return ({ actor, derived_from: sources = [] }, call) => {
    const named = [call?.layer, ...sources].find((id) => id !== undefined && byLayer.has(id));
    if (named !== undefined) return byLayer.get(named);
    if (actor === undefined) return only;
    return names.has(actor) ? actor : undefined;
  };
}
