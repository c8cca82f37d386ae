/** A trace as an ATIF document: the agent's own, byte for byte; one that is cut to a range; or one made of what a person did. */
import { TraceError } from '../../base/errors.ts';
import type { TimeRange } from '../../base/time.ts';
import { field, listField } from '../../base/json.ts';
import { onlyPath } from '../../trace/only-path.ts';
import { chosenLayer, isWithin, type ExportRequest, type Piece, type Write } from '../exporter.ts';
import { filePieces } from '../file-pieces.ts';
import { readAgentLayers, type AgentLayer } from '../steps/agent-layers.ts';
import { humanTrajectory } from './human-trajectory.ts';

export const writeAtif: Write = async function* (trace, request): AsyncGenerator<Piece, void> {
  const { range, signal, remark, steps: options } = request;
  const agents = readAgentLayers(trace).filter(({ layer }) => options?.layers?.has(layer.id) ?? true);
  const agent = chosenAgent(agents, request);
  if (!agent) {
    yield written(await humanTrajectory(trace, request));
    return;
  }
  const others = agents.length - 1;
  if (others > 0)
    remark(`${others} more layers of agent steps are not in the file: write each with --layer.`);
  if (range) yield written(await cut(agent, range, request));
  else yield* filePieces(trace, onlyPath(agent.layer), signal);
};

/** The layer that is asked for, or that of the agent that no other one started; undefined where there is no agent. */
function chosenAgent(agents: readonly AgentLayer[], request: ExportRequest): AgentLayer | undefined {
  if (agents.length === 0 && request.layer === undefined) return undefined;
  const first = agents.filter(({ layer }) => layer['x-parent-layer'] === undefined);
  const [only] = first;
  if (request.layer === undefined && only && first.length === 1) return only;
  const { id } = chosenLayer({ layers: agents.map(({ layer }) => layer) }, ['agent_steps'], request);
  return agents.find(({ layer }) => layer.id === id);
}

/** The document with the steps of the range alone, numbered anew. What it says in sum was of all of them. */
async function cut(
  { layer, document, steps }: AgentLayer,
  range: TimeRange,
  { remark }: ExportRequest,
): Promise<unknown> {
  const whole = await document();
  const kept = new Set((await steps()).filter(({ time }) => isWithin(time, range)).map(({ index }) => index));
  if (kept.size === 0) throw new TraceError('export-empty', { layer: layer.id });
  const { final_metrics: sums, ...rest } = whole as Readonly<Record<string, unknown>>;
  if (sums !== undefined) remark('The final metrics are not in the file: they are those of the whole run.');
  const list = listField(whole, 'steps')
    .map((step, index) => ({ step, index }))
    .filter(({ index }) => kept.has(index))
    .map(({ step, index }, place) => ({
      ...(step as object),
      step_id: place + 1,
      extra: {
        ...(field(step, 'extra') as object | undefined),
        'x-step-id': field(step, 'step_id') ?? index + 1,
      },
    }));
  return { ...rest, steps: list };
}

function written(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
