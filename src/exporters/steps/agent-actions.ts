import { append } from '../../base/long-lists.ts';
import type { Layer } from '../../schema/generated/types.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Action } from './action.ts';
import { readAgentLayers, type AgentStep } from './agent-layers.ts';
import { clipped } from './clipped.ts';
import type { StepOptions } from './step-options.ts';

/** Each tool call of an agent; a step of it without one is a message. What others said is no action. */
export async function agentActions(
  trace: Trace,
  wanted: (layer: Layer) => boolean,
  { maxText }: StepOptions,
): Promise<readonly Action[]> {
  const actions: Action[] = [];
  for (const { layer, steps } of readAgentLayers(trace).filter((agent) => wanted(agent.layer)))
    for (const step of await steps())
      if (step.source === 'agent') append(actions, stepActions(layer, step, maxText));
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
  const said = [reasoning, message].filter((text) => text !== undefined && text.trim() !== '').join('\n\n');
  return calls.map(({ id, name, args, answer }, index): Action => {
    // What answers no call in particular answers the last one.
    const output =
      index === calls.length - 1 ? [answer, observed].filter(isText).join('\n') || answer : answer;
    return {
      ...at,
      kind: 'tool_call',
      input: { name, arguments: bounded(args, maxText) },
      result: output === undefined ? undefined : { output: clipped(output, maxText) },
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
