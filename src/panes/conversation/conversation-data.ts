/** What the pane takes from a trace. Pure. */
import type { CheckedBundle } from '../../trace/checked-bundle.ts';
import { parentLayer, type AgentSteps } from '../../trace/agent-steps.ts';
import type { Command, Layer, TimedBrowserEvent, TimedEdit, TraceLayer } from '../../trace/layers.ts';
import { isOnAxis } from '../../trace/order-only.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Track } from '../../trace/track.ts';

/** An agent: a layer of steps. */
export interface AgentLayer {
  readonly id: string;
  /** undefined: the layer has none of its own, and is called by what its document says. */
  readonly title: string | undefined;
  /** id of the layer that started it; undefined: nobody did, or nobody says. */
  readonly parent: string | undefined;
  /** False: it has no times, and others have, so that no step is the present one. */
  readonly onAxis: boolean;
  readonly layer: Layer;
  readonly content: TraceLayer<AgentSteps>['content'];
}

/** Layers whose records may say which tool call they came of. */
export interface EffectLayers {
  readonly commands: readonly TraceLayer<Track<Command>>[];
  readonly edits: readonly TraceLayer<Track<TimedEdit>>[];
  readonly browsers: readonly TraceLayer<Track<TimedBrowserEvent>>[];
}

export interface ConversationData {
  readonly agents: readonly AgentLayer[];
  readonly effects: EffectLayers;
  /** For the pictures that steps speak of. */
  readonly bundle: Pick<CheckedBundle, 'open' | 'files'>;
}

export const CONVERSATION_NEEDS = [
  'agents',
  'commands',
  'edits',
  'browsers',
  'bundle',
  'manifest',
] as const satisfies readonly (keyof Trace)[];

/** undefined where there are no agents. */
export function conversationData(
  trace: Pick<Trace, (typeof CONVERSATION_NEEDS)[number]>,
): ConversationData | undefined {
  const { agents, commands, edits, browsers, bundle, manifest } = trace;
  if (agents.length === 0) return undefined;
  return {
    agents: agents.map(({ layer, content }) => ({
      id: layer.id,
      title: layer.title,
      parent: parentLayer(layer),
      onAxis: isOnAxis(layer, manifest),
      layer,
      content,
    })),
    effects: { commands, edits, browsers },
    bundle,
  };
}
