/** What agents did on their lanes: messages, tool calls, and calls that failed. */
import type { AgentStep, AgentSteps, ContentPart, ToolCall } from '../trace/agent-steps.ts';
import { firstLine } from './describe-item.ts';
import type { LaneWork } from './lane-marks.ts';
import { buildMarks } from './marks.ts';

/** Characters of a hover card. */
const MAX_TEXT = 200;

export function* agentMarks({ track: { items } }: AgentSteps): LaneWork {
  const of = (kind: ReturnType<typeof kindOf>) => items.filter((step) => kindOf(step) === kind);
  const describe = describeAgentStep;
  const label = ({ calls }: AgentStep): string => describeCalls(calls);
  return [
    yield* buildMarks({ shape: 'minor', tone: 'unknown', items: of('message'), describe }),
    yield* buildMarks({ shape: 'flag', items: of('user'), label: describeText, describe }),
    yield* buildMarks({ shape: 'tick', items: of('call'), label, describe }),
    yield* buildMarks({ shape: 'tick', tone: 'fail', items: of('failed'), label, describe }),
  ];
}

function kindOf({ source, calls, results }: AgentStep): 'message' | 'user' | 'call' | 'failed' {
  const answers = [...results, ...calls.flatMap((call) => call.results)];
  // Only where the document itself says so.
  if (answers.some(({ failed }) => failed === true)) return 'failed';
  if (calls.length > 0) return 'call';
  return source === 'user' ? 'user' : 'message';
}

/** One line: who, and the tools that were called or what was said. */
export function describeAgentStep(step: AgentStep): string {
  const { number, sourceName, calls } = step;
  const what = calls.length > 0 ? describeCalls(calls) : describeText(step);
  const failed = kindOf(step) === 'failed' ? 'failed' : '';
  return [`${sourceName}, step ${number}`, what, failed].filter(Boolean).join(' · ');
}

/** The tools that were called; of one, with what it was first given: every call of a shell has the same name. */
export function describeCalls(calls: readonly ToolCall[]): string {
  const [only] = calls;
  if (!only || calls.length > 1) return calls.map(({ name }) => name).join(', ');
  const given = firstLine(firstText(only.args).trim());
  return given === '' ? only.name : `${only.name}: ${given}`;
}

/** The first argument where it is text, as far as a hover card shows it; else ''. `args`: JSON. */
function firstText(args: string): string {
  const [, text = ''] =
    /^\{\s*"(?:[^"\\]|\\.){0,80}":\s*"((?:[^"\\]|\\.)*)/.exec(args.slice(0, 2 * MAX_TEXT)) ?? [];
  return text
    .replaceAll('\\n', '\n')
    .replaceAll(/\\(["\\/])/g, '$1')
    .slice(0, MAX_TEXT);
}

/** The first line of what was said, else of what was thought, else what was answered; '' where there is none. */
export function describeText({ message, reasoning, results }: AgentStep): string {
  const answers = results.flatMap(({ parts }) => parts);
  const text = textOf(message) ?? reasoning ?? textOf(answers) ?? '';
  return firstLine(text.trimStart().slice(0, MAX_TEXT));
}

function textOf(parts: readonly ContentPart[]): string | undefined {
  const part = parts[0];
  return part && (part.type === 'text' ? part.text : `picture ${part.source}`);
}
