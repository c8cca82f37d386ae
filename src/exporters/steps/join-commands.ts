/** A command that a tool call ran is a part of that call. Pure. */
import { callKey } from '../../trace/agent-steps.ts';
import type { Action } from './action.ts';

interface Joined {
  /** `calls`, each with how the command ended that it ran; of several, the last one. */
  readonly joined: readonly Action[];
  /** The commands that none of them ran, as far as is known. */
  readonly others: readonly Action[];
}

export function joinCommands(calls: readonly Action[], commands: readonly Action[]): Joined {
  const joined = [...calls];
  const places = new Map<string, number>();
  for (const [place, { layer, call }] of calls.entries()) {
    const key = call === undefined ? undefined : callKey({ layer: layer.id, call });
    // Of two calls of one id the first one has the answers.
    if (key !== undefined && !places.has(key)) places.set(key, place);
  }
  const others: Action[] = [];
  for (const command of commands) {
    const place = command.ranBy && places.get(callKey(command.ranBy));
    const call = place === undefined ? undefined : joined[place];
    if (place === undefined || !call) others.push(command);
    else joined[place] = ended(call, command);
  }
  return { joined, others };
}

/** What the agent was answered stays; the terminal's words stand where it has no answer. */
function ended(call: Action, command: Action): Action {
  const output = call.result?.output ?? command.result?.output;
  return { ...call, end: endOf(call, command), result: { ...command.result, ...(output && { output }) } };
}

/** The command's, where the times of both can be compared, and it does not lie before the call. */
function endOf(call: Action, { layer, end }: Action): Action['end'] {
  const isComparable = isOrdered(layer) === isOrdered(call.layer);
  return isComparable && end !== undefined && end >= call.time ? end : undefined;
}

function isOrdered({ clock }: Action['layer']): boolean {
  return clock.domain === 'order_only';
}
