/** A .traj becomes steps. Pure. */
import { addChatCalls, chatTexts } from '../agent/chat.ts';
import { Trajectory } from '../agent/trajectory.ts';
import { field, isObject, listField, numberField, parsedJson, textField } from '../../base/json.ts';
import type { LossLog } from '../loss-log.ts';

/**
 * What was said before the first action, then each action with what came of it. `history` alone, as demonstrations have
 * it: its messages.
 */
export function trajSteps(document: unknown, losses: LossLog): Trajectory {
  const trajectory = new Trajectory();
  const turns = listField(document, 'trajectory');
  const history = listField(document, 'history');
  if (turns.length === 0) {
    for (const message of history) addMessage(trajectory, message);
    return trajectory;
  }
  for (const message of history) {
    if (textField(message, 'role') === 'assistant' && field(message, 'is_demo') !== true) break;
    addMessage(trajectory, message);
  }
  let cwd: string | undefined;
  for (const [index, turn] of turns.entries()) {
    if (!isObject(turn)) {
      losses.add('unreadable', 'An item of the trajectory is no object', `item ${index + 1}`);
      continue;
    }
    addTurn(trajectory, turn, cwd);
    cwd = textField(stateOf(turn), 'working_dir') ?? cwd;
    for (const name of ['query', 'messages'])
      if (listField(turn, name).length > 0)
        losses.add('dropped', 'The whole prompt, which each step repeats', `item ${index + 1}: ${name}`);
  }
  if (turns.some((turn) => numberField(turn, 'execution_time') !== undefined))
    losses.add('changed', 'How long an action took is kept in the steps; when it began is not told');
  return trajectory;
}

/** Before an action its directory is the one after the action before. */
function addTurn(trajectory: Trajectory, turn: object, cwd: string | undefined): void {
  const thought = textField(turn, 'thought');
  const response = textField(turn, 'response');
  trajectory.step({
    source: 'agent',
    message: response ?? thought ?? '',
    ...(thought !== undefined &&
      response !== undefined &&
      thought !== response && { reasoning_content: thought }),
  });
  const action = textField(turn, 'action');
  const observation = field(turn, 'observation');
  const seconds = numberField(turn, 'execution_time');
  const state = stateOf(turn);
  const extra = {
    ...(seconds !== undefined && { execution_seconds: seconds }),
    ...(state !== undefined && { state }),
  };
  if (action === undefined && typeof observation !== 'string') return;
  const call =
    action === undefined
      ? undefined
      : trajectory.call({
          id: undefined,
          name: 'action',
          args: { command: action, ...(cwd !== undefined && { cwd }) },
        });
  if (typeof observation === 'string') trajectory.answer(call, { content: observation, extra });
}

/** An object, or JSON of one in a text. */
function stateOf(turn: unknown): Readonly<Record<string, unknown>> | undefined {
  const state = field(turn, 'state');
  const value = typeof state === 'string' ? parsedJson(state) : state;
  return isObject(value) ? value : undefined;
}

function addMessage(trajectory: Trajectory, message: unknown): void {
  const role = textField(message, 'role');
  const { text, reasoning } = chatTexts(message);
  const ids = listField(message, 'tool_call_ids').filter((id) => typeof id === 'string');
  if (role === 'tool' && ids.length > 0) {
    for (const id of ids) trajectory.answer(id, { content: text });
    return;
  }
  const demo = field(message, 'is_demo') === true;
  trajectory.step({
    source: role === 'assistant' ? 'agent' : role === 'system' || demo ? 'system' : 'user',
    message: text,
    ...(reasoning !== '' && { reasoning_content: reasoning }),
    ...(demo && { extra: { is_demo: true } }),
  });
  addChatCalls(trajectory, message);
}
