import { append } from '../../base/long-lists.ts';
import type { Layer } from '../../schema/generated/types.ts';
import type { Trace } from '../../trace/trace.ts';
import type { ExportRequest } from '../exporter.ts';
import type { Action, Message } from './action.ts';
import { readAgentLayers, type AgentStep } from './agent-layers.ts';
import { clipped } from './clipped.ts';
import { textsOnce } from './said-once.ts';
import type { StepOptions } from './step-options.ts';

type Remark = ExportRequest['remark'];

/**
 * Each tool call of an agent; a step of it without one is a message. What others said is no action: the step after it has
 * it, or the last one. `remark` is told of an agent that was told something and did nothing.
 */
export async function agentActions(
  trace: Trace,
  wanted: (layer: Layer) => boolean,
  { maxText }: StepOptions,
  remark: Remark,
): Promise<readonly Action[]> {
  const actions: Action[] = [];
  for (const { layer, steps } of readAgentLayers(trace).filter((agent) => wanted(agent.layer)))
    append(actions, layerActions(layer, await steps(), maxText, remark));
  return actions;
}

/** What one agent of a layer was told and did not yet answer, and the place of its last action. */
interface Chain {
  told: Message[];
  last: number | undefined;
}

function layerActions(
  layer: Layer,
  steps: readonly AgentStep[],
  maxText: number,
  remark: Remark,
): readonly Action[] {
  const actions: Action[] = [];
  const main: Chain = { told: [], last: undefined };
  const side: Chain = { told: [], last: undefined };
  for (const step of steps) {
    const chain = step.sideChain ? side : main;
    if (step.source === 'agent') {
      for (const action of stepActions(layer, step, maxText)) {
        chain.last = actions.push({ ...action, told: chain.told }) - 1;
        chain.told = [];
      }
      continue;
    }
    const text = [step.message, step.observed ?? ''].filter((one) => one.trim() !== '').join('\n');
    if (text !== '') chain.told.push({ ...clipped(text, maxText), source: step.source, time: step.time });
  }
  for (const { told, last } of [main, side]) {
    const action = last === undefined ? undefined : actions[last];
    if (last !== undefined && action && told.length > 0) actions[last] = { ...action, toldAfter: told };
    else if (told.length > 0)
      remark(`What the agent of layer ${layer.id} was told is not in the file: it did nothing.`);
  }
  return actions;
}

function stepActions(layer: Layer, step: AgentStep, maxText: number): readonly Action[] {
  const { time, calls, message, reasoning, observed } = step;
  const at = { layer, time, end: undefined };
  if (calls.length === 0) {
    const result = observed === undefined ? undefined : { output: clipped(observed, maxText) };
    return [
      {
        ...at,
        kind: 'message',
        input: clipped(message, maxText) as { text: string },
        result,
        said: reasoning,
      },
    ];
  }
  const texts = [reasoning ?? '', message].filter((text) => text.trim() !== '');
  // Some write their thoughts once more before the action.
  const said = textsOnce(texts).join('\n\n');
  return calls.map(({ id, name, args, answer, exitCode }, index): Action => {
    // What answers no call in particular answers the last one.
    const output =
      index === calls.length - 1 ? [answer, observed].filter(isText).join('\n') || answer : answer;
    return {
      ...at,
      kind: 'tool_call',
      input: { name, arguments: bounded(args, maxText) },
      result:
        output === undefined
          ? undefined
          : {
              output: clipped(output, maxText),
              ...(exitCode !== undefined && { exitCode, exitSource: 'shell' }),
            },
      // Said once for all calls of the step.
      said: index === 0 && said !== '' ? said : undefined,
      ...(id !== '' && { call: id }),
    };
  });
}

function isText(text: string | undefined): text is string {
  return text !== undefined;
}

/** Arguments as they are; those that are too long as text, cut. */
function bounded(args: unknown, maxText: number): unknown {
  const text = JSON.stringify(args) as string | undefined;
  return text !== undefined && text.length > maxText ? clipped(text, maxText).text : (args ?? null);
}
