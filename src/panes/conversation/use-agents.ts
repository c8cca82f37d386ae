import { useEffect, useState } from 'react';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import type { Clock } from '../../timeline/clock.ts';
import { handOvers } from '../../trace/hand-overs.ts';
import type { TraceLayer } from '../../trace/layers.ts';
import { agentOf, gatherEffects, type Agent, type AgentHandOver, type Effects } from './agent-runs.ts';
import type { ConversationData } from './conversation-data.ts';

/** A layer that cannot be read. */
export interface FailedAgent {
  readonly id: string;
  readonly title: string;
  readonly error: TraceError;
}

export interface Agents {
  /** In the order of the manifest. */
  readonly agents: readonly Agent[];
  readonly failed: readonly FailedAgent[];
  readonly handOvers: readonly AgentHandOver[];
  readonly effects: Effects;
}

export const HOLDER = 'conversation';

/**
 * Reads the layers, holding the clock until all agents are read or have failed. When their times are corrected, what was
 * read before stays until they are read anew.
 */
export function useAgents(data: ConversationData, clock: Clock): Agents | undefined {
  const [read, setRead] = useState<{ readonly data: ConversationData; readonly agents: Agents }>();
  const reading = read?.data !== data;
  useEffect(() => {
    let current = true;
    void readAll(data).then((agents) => {
      if (current) setRead({ data, agents });
    });
    return () => {
      current = false;
    };
  }, [data]);
  useEffect(() => (reading ? clock.hold(HOLDER) : undefined), [reading, clock]);
  return read?.agents;
}

async function readAll({ agents: layers, effects }: ConversationData): Promise<Agents> {
  const agents: Agent[] = [];
  const failed: FailedAgent[] = [];
  const contents = await Promise.allSettled(layers.map(({ content }) => content.get()));
  for (const [index, layer] of layers.entries()) {
    const content = contents[index];
    if (content?.status === 'fulfilled') agents.push(agentOf(layer, content.value));
    else if (content)
      failed.push({ id: layer.id, title: layer.title ?? layer.id, error: asTraceError(content.reason) });
  }
  const [commands, edits, browsers] = await Promise.all([
    readable(effects.commands),
    readable(effects.edits),
    readable(effects.browsers),
  ]);
  return {
    agents,
    failed,
    handOvers: handOvers(agents),
    effects: gatherEffects({ commands, edits, browsers }),
  };
}

/** Panes of their own tell of those that cannot be read. */
async function readable<T>(layers: readonly TraceLayer<T>[]): Promise<readonly T[]> {
  const answers = await Promise.allSettled(layers.map(({ content }) => content.get()));
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
}
