/** A trace as its data, to be given to the expression of a mapping file that writes a client's own format. */
import type { Layer } from '../schema/generated/types.ts';
import { parseCues } from '../trace/cues.ts';
import { parseJson } from '../trace/json-report.ts';
import { onlyPath } from '../trace/only-path.ts';
import type { Trace } from '../trace/trace.ts';
import { readAgentLayers } from './steps/agent-layers.ts';

/** What an expression is given; all of it is JSON. */
interface TraceData {
  readonly manifest: Trace['manifest'];
  /** Of each present layer that has data: its id, kind, clock, and what it holds, in its own times. */
  readonly layers: readonly LayerData[];
}

interface LayerData extends Pick<Layer, 'id' | 'kind' | 'title' | 'actor' | 'clock'> {
  /** Records, cues or events, in the order of the file; of agent steps, the document; of diffs, the text. */
  readonly content: unknown;
}

/** Layers of one JSON object a line. */
const RECORDS: readonly Layer['kind'][] = [
  'commands',
  'annotations',
  'ide_edits',
  'browser_events',
  'input_events',
  'test_runs',
  'diagnostics',
];

/** Reads every present layer that is text. Layers that are withheld have no content to be read. Rejects as reading does. */
export async function traceData(trace: Trace): Promise<TraceData> {
  const layers: LayerData[] = [];
  for (const layer of trace.layers) {
    if (layer.status !== 'present') continue;
    const content = await contentOf(trace, layer);
    if (content === undefined) continue;
    const { id, kind, title, actor, clock } = layer;
    layers.push({
      id,
      kind,
      clock,
      content,
      ...(title !== undefined && { title }),
      ...(actor !== undefined && { actor }),
    });
  }
  return { manifest: trace.manifest, layers };
}

async function contentOf(trace: Trace, layer: Layer): Promise<unknown> {
  const { kind, id } = layer;
  if (kind === 'agent_steps')
    return readAgentLayers(trace)
      .find((agent) => agent.layer.id === id)
      ?.document();
  const text = (): Promise<string> => trace.bundle.readText(onlyPath(layer));
  if (kind === 'file_diffs') return text();
  if (kind === 'transcript') return parseCues(await text(), onlyPath(layer));
  if (RECORDS.includes(kind)) return linesOf(await text(), onlyPath(layer), kind);
  // The header stands first.
  if (kind === 'terminal') return linesOf(await text(), onlyPath(layer), 'asciicast');
  return undefined;
}

function linesOf(text: string, path: string, format: string): readonly unknown[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => parseJson(line, path, format));
}
