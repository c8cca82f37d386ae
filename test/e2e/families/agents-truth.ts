/** What a sample's agents handed over to each other, and where their terminals printed, as their files tell. */
import type { BundleTruth } from '../bundle-truth.ts';

interface Document {
  readonly trajectory_id: string;
  readonly steps: readonly {
    readonly timestamp: string;
    readonly tool_calls?: readonly { readonly tool_call_id: string }[];
    readonly extra?: {
      readonly handed_over_by?: { readonly trajectory_id: string; readonly tool_call_id: string };
    };
  }[];
}

export interface HandedOver {
  /** Titles of the layers. */
  readonly from: string;
  readonly to: string;
  /** Microseconds of the trace. */
  readonly given: number;
  readonly taken: number;
}

/** In the order in which they were taken. */
export function handOversOf(truth: BundleTruth): readonly HandedOver[] {
  const agents = truth.manifest.layers
    .filter(({ kind }) => kind === 'agent_steps')
    .map(({ id, title = id }) => ({ title, id, document: truth.document(id) as Document }));
  const timeOf = (id: string, timestamp: string): number => truth.place(id, Date.parse(timestamp));
  return agents
    .flatMap(({ title: to, id, document }) =>
      document.steps.flatMap(({ timestamp, extra }): readonly HandedOver[] => {
        const by = extra?.handed_over_by;
        const from = agents.find((agent) => agent.document.trajectory_id === by?.trajectory_id);
        const step = from?.document.steps.find(({ tool_calls: calls = [] }) =>
          calls.some((call) => call.tool_call_id === by?.tool_call_id),
        );
        if (!from || !step) return [];
        const given = timeOf(from.id, step.timestamp);
        return [{ from: from.title, to, given, taken: timeOf(id, timestamp) }];
      }),
    )
    .sort((a, b) => a.taken - b.taken);
}

/** Title of the terminal that printed last by a moment in microseconds. */
export function lastPrinted(truth: BundleTruth, micros: number): string | undefined {
  const last = truth.manifest.layers
    .filter(({ kind }) => kind === 'terminal')
    .map(({ id, title = id }) => {
      const [, ...events] = truth.lines(id) as unknown as readonly (readonly [number, string, string])[];
      const times = events.filter(([, code]) => code === 'o').map(([native]) => truth.place(id, native));
      return { title, time: Math.max(...times.filter((time) => time <= micros)) };
    });
  return last.sort((a, b) => b.time - a.time)[0]?.title;
}
