/** Steps of agents, out of layers that hold ATIF documents: as much of each as other formats have a place for. */
import { isoTime } from '../../base/iso-time.ts';
import { Lazy } from '../../base/lazy.ts';
import { clampTime, ZERO, type TraceTime } from '../../base/time.ts';
import type { Layer } from '../../schema/generated/types.ts';
import { outcomeOf } from '../../trace/atif.ts';
import { correctedMap } from '../../trace/corrections.ts';
import { field, listField } from '../../base/json.ts';
import { parseJson, textField } from '../../trace/json-report.ts';
import { onlyPath } from '../../trace/only-path.ts';
import type { Trace } from '../../trace/trace.ts';

interface AgentCall {
  /** '' where it has none. */
  readonly id: string;
  readonly name: string;
  /** As the document has them. */
  readonly args: unknown;
  /** What its answers say; undefined where none was recorded. */
  readonly answer: string | undefined;
  /** As a field of its last answer says; undefined: none does. */
  readonly exitCode: number | undefined;
}

export interface AgentStep {
  /** Place in the document, from 0. */
  readonly index: number;
  /** That of the step before where it has none of its own, or an earlier one. */
  readonly time: TraceTime;
  readonly source: string;
  /** It belongs to another agent, whose steps were written between those of this one. */
  readonly sideChain: boolean;
  readonly message: string;
  readonly reasoning: string | undefined;
  readonly calls: readonly AgentCall[];
  /** What was observed in answer to no call of this step. */
  readonly observed: string | undefined;
}

export interface AgentLayer {
  readonly layer: Layer;
  /** The document as it was parsed. Rejects with `format-broken`, and as reading does. */
  readonly document: () => Promise<unknown>;
  /** In the order of the document. Rejects as `document`. */
  readonly steps: () => Promise<readonly AgentStep[]>;
}

const MICROS_PER_MILLI = 1_000;
const MICROS_PER_SECOND = 1_000_000;

/** The present layers of agent steps; each is read once. */
export function readAgentLayers(trace: Trace): readonly AgentLayer[] {
  return trace.layers
    .filter(({ kind, status }) => kind === 'agent_steps' && status === 'present')
    .map((layer) => {
      const document = new Lazy(async () => {
        const path = onlyPath(layer);
        return parseJson(await trace.bundle.readText(path), path, 'ATIF');
      });
      return {
        layer,
        document: () => document.get(),
        steps: async () => stepsOf(await document.get(), layer, trace),
      };
    });
}

function stepsOf(
  document: unknown,
  layer: Layer,
  { corrections, duration }: Pick<Trace, 'corrections' | 'duration'>,
): readonly AgentStep[] {
  const map = correctedMap(layer.clock, corrections.get(layer.id));
  const byOrder = layer.clock.domain === 'order_only';
  let latest = ZERO;
  return listField(document, 'steps').map((step, index): AgentStep => {
    const stamp = isoTime(field(step, 'timestamp'))?.millis;
    const micros = byOrder
      ? index * MICROS_PER_SECOND
      : stamp === undefined
        ? undefined
        : stamp * MICROS_PER_MILLI;
    if (micros !== undefined) latest = clampTime(map.toTrace(micros / map.microsPerUnit), latest, duration);
    return { ...readStep(step), index, time: latest };
  });
}

function readStep(step: unknown): Omit<AgentStep, 'index' | 'time'> {
  const results = listField(step, 'observation', 'results');
  const own = new Set<string>();
  const calls = listField(step, 'tool_calls').map((call): AgentCall => {
    const id = textField(call, 'tool_call_id') ?? '';
    // Of two calls of one id the first one has the answers.
    const answers =
      id === '' || own.has(id) ? [] : results.filter((result) => field(result, 'source_call_id') === id);
    own.add(id);
    return {
      id,
      name: textField(call, 'function_name') ?? '(no name)',
      args: field(call, 'arguments'),
      answer:
        answers.length > 0
          ? answers.map((answer) => contentText(field(answer, 'content'))).join('\n')
          : undefined,
      exitCode: whole(outcomeOf(answers.at(-1)).exitCode),
    };
  });
  const others = results.filter((result) => !own.has(textField(result, 'source_call_id') ?? ''));
  return {
    source: textField(step, 'source') ?? 'unknown',
    sideChain: field(step, 'extra', 'is_sidechain') === true,
    message: contentText(field(step, 'message')),
    reasoning: textField(step, 'reasoning_content'),
    calls,
    observed:
      others.length > 0
        ? others.map((result) => contentText(field(result, 'content'))).join('\n')
        : undefined,
  };
}

function whole(value: number | undefined): number | undefined {
  return Number.isSafeInteger(value) ? value : undefined;
}

/** A text, or the texts of a list of parts; a picture is named by its path. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content))
    return content === undefined || content === null ? '' : JSON.stringify(content);
  return content
    .map(
      (part: unknown) =>
        textField(part, 'text') ?? `[picture: ${textField(part, 'source', 'path') ?? 'no path'}]`,
    )
    .join('\n');
}
