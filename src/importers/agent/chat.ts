/** Messages as chat models take and give them: roles, contents, tool calls. Pure. */
import { field, isObject, listField, parsedJson, textField } from '../../base/json.ts';
import type { Extra } from './atif.ts';
import { contentText } from './tool-events.ts';
import type { Trajectory } from './trajectory.ts';

/** Adds the tool calls of an assistant’s message to the last step. Their arguments are JSON in a text, or an object. */
export function addChatCalls(trajectory: Trajectory, message: unknown, extra?: Extra): readonly string[] {
  return listField(message, 'tool_calls').map((call) => {
    const fn = field(call, 'function');
    const given = field(fn, 'arguments') ?? field(call, 'arguments');
    const args = typeof given === 'string' ? (parsedJson(given) ?? given) : given;
    const name = typeof fn === 'string' ? fn : (textField(fn, 'name') ?? textField(call, 'name'));
    return trajectory.call({
      id: textField(call, 'id'),
      name: name ?? 'unnamed',
      args: isObject(args) ? args : args === undefined || args === null ? {} : { input: args },
      extra,
    });
  });
}

/** The text of a message, and what its reasoning parts say. */
export function chatTexts(message: unknown): { readonly text: string; readonly reasoning: string } {
  const content = field(message, 'content');
  const thoughts = listField(message, 'content').map(
    (part) => textField(part, 'reasoning') ?? textField(part, 'thinking') ?? '',
  );
  const own = textField(message, 'reasoning_content') ?? '';
  return {
    text: contentText(content),
    reasoning: [own, ...thoughts].filter((thought) => thought !== '').join('\n\n'),
  };
}
