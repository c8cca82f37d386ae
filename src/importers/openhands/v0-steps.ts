/** Events of OpenHands 0.x become steps. Pure. */
import { field, isObject, listField, numberField, textField } from '../../base/json.ts';
import type { LossLog } from '../loss-log.ts';
import { exitCodeOf, StepsMaker, timeOf, usageOf } from './steps-maker.ts';

/** Actions that are no tool calls. */
const SPOKEN = ['message', 'system', 'recall', 'change_agent_state', 'null'];
/** Observations that nobody made. */
const SILENT = ['agent_state_changed', 'recall', 'null'];
/** Fields of a call that say how the program ran it, or stand in the step. */
const NOT_ARGUMENTS = [
  'thought',
  'confirmation_state',
  'is_confirmed',
  'action_risk',
  'security_risk',
  'hidden',
  'keep_prompt',
  'action',
  'id',
  'timestamp',
  'source',
  'cause',
  'message',
  'tool_call_metadata',
  'llm_metrics',
];

export function v0Steps(events: readonly unknown[], losses: LossLog): StepsMaker {
  const maker = new StepsMaker(losses);
  /** Calls by the id of their event. */
  const calls = new Map<number, string>();
  for (const [index, event] of events.entries()) {
    // Old rows hold pairs of an action and what came of it.
    for (const one of Array.isArray(event) ? (event as readonly unknown[]) : [event]) {
      if (!isObject(one)) losses.add('unreadable', 'An event is no object', `event ${index + 1}`);
      else if (textField(one, 'observation') !== undefined) observed(maker, one, calls, index);
      else if (textField(one, 'action') !== undefined) acted(maker, one, calls);
      else
        losses.add('dropped', 'An event that is neither an action nor an observation', `event ${index + 1}`);
    }
  }
  return maker;
}

function acted(maker: StepsMaker, event: object, calls: Map<number, string>): void {
  const action = textField(event, 'action') ?? '';
  const args = field(event, 'args') ?? event;
  const thought = textField(args, 'thought') ?? '';
  if (SPOKEN.includes(action)) {
    spoke(maker, event, action, args);
    return;
  }
  if (action === 'finish') maker.completion = 'completed';
  const metadata = field(event, 'tool_call_metadata');
  const response = field(metadata, 'model_response');
  maker.model = textField(response, 'model') ?? maker.model;
  const said = thought === '' ? (textField(args, 'final_thought') ?? '') : thought;
  const step = maker.answered(event, textField(response, 'id'), said, {
    metrics: usageOf(field(response, 'usage')),
  });
  const call = maker.trajectory.call(
    {
      id: textField(metadata, 'tool_call_id'),
      name: action,
      args: isObject(args)
        ? Object.fromEntries(
            Object.entries(args).filter(([name, value]) => !NOT_ARGUMENTS.includes(name) && value !== null),
          )
        : {},
      extra: {
        ...timeOf(event),
        ...(textField(metadata, 'function_name') !== undefined && {
          tool: textField(metadata, 'function_name'),
        }),
      },
    },
    step,
  );
  const id = numberField(event, 'id');
  if (id !== undefined) calls.set(id, call);
}

function spoke(maker: StepsMaker, event: object, action: string, args: unknown): void {
  const by = textField(event, 'source');
  const text = textField(args, 'content') ?? '';
  if (action === 'message' && (by === 'agent' || by === 'assistant')) maker.answered(event, undefined, text);
  else if (action === 'message') maker.said(event, 'user', text);
  else if (action === 'system') maker.said(event, 'system', text);
  else {
    if (action === 'change_agent_state') maker.state(textField(args, 'agent_state'));
    maker.losses.add('dropped', `An event of the program itself: ${action}`);
  }
}

function observed(maker: StepsMaker, event: object, calls: ReadonlyMap<number, string>, index: number): void {
  const kind = textField(event, 'observation') ?? '';
  const extras = field(event, 'extras');
  const cause = numberField(event, 'cause');
  // Old rows number nothing.
  const follows = cause === undefined && numberField(event, 'id') === undefined && !SILENT.includes(kind);
  const call = follows ? maker.trajectory.waiting : calls.get(cause ?? -1);
  if (kind === 'agent_state_changed') maker.state(textField(extras, 'agent_state'));
  if (call === undefined) {
    const text = textField(event, 'content') ?? '';
    if (text === '' || SILENT.includes(kind))
      maker.losses.add(
        'dropped',
        `An event of the program itself: ${kind}`.slice(0, 80),
        `event ${index + 1}`,
      );
    else maker.said(event, 'system', text, { observation: kind });
    return;
  }
  if (follows)
    maker.losses.add(
      'inferred',
      'An observation that does not say of which action is of the one before it',
      `event ${index + 1}`,
    );
  maker.edited(call, extras);
  const code =
    numberField(field(extras, 'metadata'), 'exit_code') ??
    numberField(extras, 'exit_code') ??
    numberField(event, 'exit_code');
  if (listField(extras, 'image_urls').length > 0 || textField(extras, 'screenshot') !== undefined)
    maker.losses.add('dropped', 'A picture in an observation', `event ${index + 1}`);
  maker.trajectory.answer(call, {
    content: textField(event, 'content') ?? '',
    extra: { ...timeOf(event), ...exitCodeOf(code), ...(kind === 'error' && { is_error: true }) },
  });
}
