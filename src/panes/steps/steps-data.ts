/** What the pane takes from a trace. */
import type { TraceLayer } from '../../trace/layers.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Timed, Track } from '../../trace/track.ts';
import { inputSteps } from './input-steps.ts';
import { commandSteps, cueSteps, editSteps, lintSteps, noteSteps, testSteps } from './layer-steps.ts';
import { pageSteps } from './page-steps.ts';
import type { Step } from './step.ts';

/** A layer that has steps. */
export interface StepLayer {
  readonly id: string;
  readonly title: string;
  /** Rejects where the layer cannot be read. */
  read(): Promise<readonly Step[]>;
}

/** In the order of the manifest. */
export interface StepsData {
  readonly layers: readonly StepLayer[];
}

/** undefined where the trace has no layer with steps. */
export function stepsData(trace: Trace): StepsData | undefined {
  const layers = [
    ...trace.commands.map((layer) => stepLayer(layer, commandSteps)),
    ...trace.edits.map((layer) => stepLayer(layer, editSteps)),
    ...trace.browsers.map((layer) => stepLayer(layer, pageSteps)),
    ...trace.tests.map((layer) => stepLayer(layer, testSteps)),
    ...trace.diagnostics.map((layer) => stepLayer(layer, lintSteps)),
    ...trace.transcripts.map((layer) => stepLayer(layer, cueSteps)),
    ...trace.annotations.map((layer) => stepLayer(layer, noteSteps)),
    ...trace.inputs.map((layer) => stepLayer(layer, inputSteps)),
  ];
  if (layers.length === 0) return undefined;
  const order = new Map(trace.layers.map(({ id }, index) => [id, index]));
  return { layers: layers.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)) };
}

function stepLayer<T extends Timed>(
  { layer, content }: TraceLayer<Track<T>>,
  toSteps: (items: readonly T[]) => readonly Step[],
): StepLayer {
  return {
    id: layer.id,
    title: layer.title ?? layer.id,
    read: async () => toSteps((await content.get()).items),
  };
}
