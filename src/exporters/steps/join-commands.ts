/** A command that a tool call ran is a part of that call. Pure. */
import { callKey, soleCalls } from '../../trace/agent-steps.ts';
import type { Action, ActionResult } from './action.ts';

interface Joined {
  /** `calls`, each with how the command ended that it ran; of several, the last one. */
  readonly joined: readonly Action[];
  /** The commands that none of them ran, as far as is known: also those that name a call whose id several have. */
  readonly others: readonly Action[];
}

export function joinCommands(calls: readonly Action[], commands: readonly Action[]): Joined {
  const joined = [...calls];
  const places = soleCalls(
    calls.map(({ layer, call }) => (call === undefined ? undefined : { layer: layer.id, call })),
  );
  const others: Action[] = [];
  for (const command of commands) {
    const place = command.ranBy && places.get(callKey(command.ranBy));
    const call = place === undefined ? undefined : joined[place];
    if (place === undefined || !call) others.push(command);
    else joined[place] = ended(call, command, calls[place]?.result);
  }
  return { joined, others };
}

/** What the agent was answered stays; the terminal's words stand where it has no answer. `answer`: what the call itself tells. */
function ended(call: Action, command: Action, answer: ActionResult | undefined): Action {
  const output = call.result?.output ?? command.result?.output;
  return {
    ...call,
    end: endOf(call, command),
    result: { ...command.result, ...exitOf(command.result, answer), ...(output && { output }) },
  };
}

/** The command's exit code, or the answer's where the command has none; neither: what the command says. */
function exitOf(ran: ActionResult | undefined, answer: ActionResult | undefined): ActionResult {
  if (typeof ran?.exitCode === 'number' || typeof answer?.exitCode !== 'number') return {};
  return { exitCode: answer.exitCode, ...(answer.exitSource && { exitSource: answer.exitSource }) };
}

/** The command's, where the times of both can be compared, and it does not lie before the call. */
function endOf(call: Action, { layer, end }: Action): Action['end'] {
  const isComparable = isOrdered(layer) === isOrdered(call.layer);
  return isComparable && end !== undefined && end >= call.time ? end : undefined;
}

function isOrdered({ clock }: Action['layer']): boolean {
  return clock.domain === 'order_only';
}
