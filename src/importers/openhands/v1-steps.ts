/** Events of OpenHands 1.x become steps: their `kind` says what they are. Pure. */
import { contentText } from '../agent/tool-events.ts';
import { field, isObject, listField, numberField, parsedJson, textField } from '../../base/json.ts';
import type { LossLog } from '../loss-log.ts';
import { exitCodeOf, StepsMaker, timeOf } from './steps-maker.ts';

export function v1Steps(events: readonly unknown[], losses: LossLog): StepsMaker {
  const maker = new StepsMaker(losses);
  for (const [index, event] of events.entries()) {
    const kind = textField(event, 'kind') ?? 'none';
    switch (kind) {
      case 'SystemPromptEvent':
        maker.said(event, 'system', textField(field(event, 'system_prompt'), 'text') ?? '');
        break;
      case 'MessageEvent':
        spoke(maker, event);
        break;
      case 'ActionEvent':
        acted(maker, event, index);
        break;
      case 'ObservationEvent':
        observed(maker, event);
        break;
      case 'AgentErrorEvent':
      case 'UserRejectObservation':
        maker.trajectory.answer(textField(event, 'tool_call_id'), {
          content: textField(event, 'error') ?? textField(event, 'rejection_reason') ?? '',
          extra: { ...timeOf(event), is_error: true },
        });
        break;
      case 'Condensation':
        maker.said(event, 'system', textField(event, 'summary') ?? '', { compaction: true });
        break;
      default:
        losses.add('dropped', `An event of the kind ${kind}`.slice(0, 80), `event ${index + 1}`);
    }
  }
  return maker;
}

function spoke(maker: StepsMaker, event: unknown): void {
  const message = field(event, 'llm_message');
  const text = contentText(field(message, 'content'));
  if (textField(event, 'source') === 'agent' || textField(message, 'role') === 'assistant')
    maker.answered(event, textField(event, 'llm_response_id'), text, {
      reasoning: textField(message, 'reasoning_content') ?? '',
    });
  else maker.said(event, textField(event, 'source') === 'user' ? 'user' : 'system', text);
}

function acted(maker: StepsMaker, event: unknown, index: number): void {
  const action = field(event, 'action');
  const thoughts = listField(event, 'thinking_blocks').map((block) => textField(block, 'thinking') ?? '');
  const step = maker.answered(
    event,
    textField(event, 'llm_response_id'),
    contentText(field(event, 'thought')),
    {
      reasoning: [textField(event, 'reasoning_content') ?? '', ...thoughts]
        .filter((text) => text !== '')
        .join('\n\n'),
    },
  );
  const given = textField(field(event, 'tool_call'), 'arguments');
  const parsed = given === undefined ? undefined : parsedJson(given);
  if (given !== undefined && !isObject(parsed))
    maker.losses.add(
      'unreadable',
      'The arguments of a call are no JSON object: what the program made of them is shown',
      `event ${index + 1}`,
    );
  const own = isObject(action)
    ? Object.fromEntries(Object.entries(action).filter(([name]) => name !== 'kind'))
    : {};
  const name = textField(event, 'tool_name') ?? textField(action, 'kind') ?? 'unnamed';
  if (name === 'finish') maker.completion = 'completed';
  maker.trajectory.call(
    {
      id: textField(event, 'tool_call_id'),
      name,
      args: isObject(parsed) ? parsed : own,
      extra: timeOf(event),
    },
    step,
  );
}

function observed(maker: StepsMaker, event: unknown): void {
  const observation = field(event, 'observation');
  const call = textField(event, 'tool_call_id');
  maker.edited(call, observation);
  const failed = field(observation, 'is_error');
  const code =
    numberField(observation, 'exit_code') ?? numberField(field(observation, 'metadata'), 'exit_code');
  const content = field(observation, 'content') ?? field(observation, 'output');
  maker.trajectory.answer(call, {
    content: contentText(content),
    extra: {
      ...timeOf(event),
      ...exitCodeOf(code),
      ...(typeof failed === 'boolean' && { is_error: failed }),
    },
  });
}
