/** Steps of an agent that works with a computer: what it saw, thought and did, as a trajectory in ATIF. */
import type { LayerClock } from '../schema/generated/types.ts';
import type { BundleDraft } from './bundle-draft.ts';
import type { ForeignFile } from './foreign.ts';
import { jsonText } from '../base/json.ts';
import { mediaTypeOf } from './kept-files.ts';

export interface StepDraft {
  readonly source: 'user' | 'agent';
  /** ISO 8601, on the clock of the layer; undefined where none is told. */
  readonly at?: string | undefined;
  readonly message: string;
  readonly thought?: string | undefined;
  /** What it did, in the words or code of the original. */
  readonly action?:
    { readonly tool: string; readonly arguments: Readonly<Record<string, unknown>> } | undefined;
  /** Stills, as paths in the bundle: what it saw before it acted, and after. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  /** Fields of the original that have no place of their own. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
}

export interface StepsDraft {
  readonly id: string;
  readonly agent: string;
  readonly clock: LayerClock;
  readonly steps: readonly StepDraft[];
}

/** Adds one agent with its steps. */
export function stepsLayer(draft: BundleDraft, { id, agent, clock, steps }: StepsDraft): void {
  const document = {
    schema_version: 'ATIF-v1.7',
    trajectory_id: id,
    agent: { name: agent, version: 'unknown' },
    steps: steps.map(stepOf),
  };
  draft.actor({ id: 'agent', kind: 'agent', agent: { name: agent } });
  draft.layer({
    id,
    kind: 'agent_steps',
    actor: 'agent',
    format: { name: 'atif', version: '1.7' },
    clock,
    file: {
      name: 'trajectory.json',
      mediaType: 'application/json',
      content: `${jsonText(document, id)}\n`,
      records: steps.length,
    },
  });
}

/** Puts a still beside the steps of layer `id`. Returns its path in the bundle. */
export function still(draft: BundleDraft, id: string, file: ForeignFile): string {
  return draft.file(`layers/${id}/images`, {
    name: file.name,
    mediaType: mediaTypeOf(file.name),
    content: file,
  });
}

function stepOf(
  { source, at, message, thought, action, before, after, extra }: StepDraft,
  index: number,
): object {
  const call = `call-${index + 1}`;
  return {
    step_id: index + 1,
    ...(at !== undefined && { timestamp: at }),
    source,
    message: before === undefined ? message : [{ type: 'text', text: message }, picture(before)],
    ...(thought !== undefined && { reasoning_content: thought }),
    ...(action && {
      tool_calls: [{ tool_call_id: call, function_name: action.tool, arguments: action.arguments }],
    }),
    ...(after !== undefined && {
      observation: { results: [{ ...(action && { source_call_id: call }), content: [picture(after)] }] },
    }),
    ...(extra && { extra }),
  };
}

function picture(path: string): object {
  return { type: 'image', source: { media_type: mediaTypeOf(path), path } };
}
