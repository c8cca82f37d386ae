/** What the pane takes from a trace. */
import { trackLook } from '../../timeline/track-look.ts';
import type { TraceLayer } from '../../trace/layers.ts';
import { isOnAxis, timeWords } from '../../trace/order-only.ts';
import type { Trace } from '../../trace/trace.ts';
import { agentSteps } from './agent-steps.ts';
import { inputSteps } from './input-steps.ts';
import {
  commandSteps,
  cueSteps,
  editSteps,
  lintSteps,
  noteSteps,
  requestSteps,
  testSteps,
} from './layer-steps.ts';
import { pageSteps } from './page-steps.ts';
import type { StepWork } from './step-work.ts';

/** A layer that has steps. */
export interface StepLayer {
  readonly id: string;
  readonly title: string;
  /** Its steps, still to be made. Rejects where the layer cannot be read. */
  read(): Promise<StepWork>;
}

/** In the order of the manifest. */
export interface StepsData {
  readonly layers: readonly StepLayer[];
}

/** The parts of a trace in which steps are found. */
export const STEPS_NEED = [
  'manifest',
  'layers',
  'agents',
  'commands',
  'edits',
  'browsers',
  'doms',
  'networks',
  'tests',
  'diagnostics',
  'transcripts',
  'annotations',
  'inputs',
] as const satisfies readonly (keyof Trace)[];

/** undefined where the trace has no layer with steps. */
export function stepsData(trace: Pick<Trace, (typeof STEPS_NEED)[number]>): StepsData | undefined {
  const words = timeWords(trace.manifest);
  const layers = [
    ...trace.agents
      .filter(({ layer }) => isOnAxis(layer, trace.manifest))
      .map((layer) => stepLayer(layer, ({ track }) => agentSteps(track.items))),
    ...trace.commands.map((layer) => stepLayer(layer, ({ items }) => commandSteps(items, words))),
    ...trace.edits.map((layer) => stepLayer(layer, ({ items }) => editSteps(items))),
    ...trace.browsers.map((layer) => stepLayer(layer, ({ items }) => pageSteps(items))),
    // A recorded page tells the same as the events, if less exactly: once is enough.
    ...(trace.browsers.length > 0 ? [] : trace.doms).map((layer) =>
      stepLayer(layer, ({ actions }) => pageSteps(actions.items)),
    ),
    ...trace.networks.map((layer) => stepLayer(layer, ({ items }) => requestSteps(items, words))),
    ...trace.tests.map((layer) => stepLayer(layer, ({ items }) => testSteps(items, words))),
    ...trace.diagnostics.map((layer) => stepLayer(layer, ({ items }) => lintSteps(items))),
    ...trace.transcripts.map((layer) => stepLayer(layer, ({ items }) => cueSteps(items))),
    ...trace.annotations.map((layer) => stepLayer(layer, ({ items }) => noteSteps(items))),
    ...trace.inputs.map((layer) => stepLayer(layer, inputSteps)),
  ];
  if (layers.length === 0) return undefined;
  const order = new Map(trace.layers.map(({ id }, index) => [id, index]));
  return { layers: layers.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)) };
}

function stepLayer<C>({ layer, content }: TraceLayer<C>, stepsOf: (content: C) => StepWork): StepLayer {
  return {
    id: layer.id,
    title: layer.title ?? trackLook(layer.kind).title,
    read: async () => stepsOf(await content.get()),
  };
}
