/** The tool calls of a document, with what they did, in time. Pure. */
import { field, isObject, listField, numberField, textField } from '../../base/json.ts';
import { ownTime, type RunTimes } from './run-times.ts';
import { actionsOf, type ToolAction, type ToolAnswer, type ToolTable, type ToolUse } from './tools.ts';

/** Something that a tool call did. */
export interface ToolEvent<A extends ToolAction = ToolAction> {
  readonly action: A;
  /** `tool_call_id`. */
  readonly call: string;
  /** Native times of the document's layer: when it began … */
  readonly start: number;
  /** … and when the answer came; undefined: not told. */
  readonly end: number | undefined;
}

/** Says what a call did that its table does not; undefined: as the table says. */
export type Overrule = (use: ToolUse) => readonly ToolAction[] | undefined;

/** In the order of time; at the same time, in that of the document. */
export function toolEvents(
  document: unknown,
  times: RunTimes,
  table: ToolTable,
  overrule?: Overrule,
): readonly ToolEvent[] {
  const events: ToolEvent[] = [];
  for (const [index, step] of listField(document, 'steps').entries()) {
    const at = times.steps[index]?.native ?? 0;
    const calls = listField(step, 'tool_calls');
    const answersOf = answersByCall(step);
    for (const call of calls) {
      const [id, name] = [textField(call, 'tool_call_id'), textField(call, 'function_name')];
      const args = argsOf(field(call, 'arguments'));
      if (id === undefined || name === undefined) continue;
      const answers = answersOf.get(id) ?? (calls.length === 1 ? (answersOf.get(undefined) ?? []) : []);
      const use: ToolUse = { id, name, args, result: answerOf(answers) };
      const start = Math.max(at, times.native(ownTime(call)) ?? at);
      const end = answers.reduce<number | undefined>((latest, answer) => {
        const came = times.native(ownTime(answer));
        return came === undefined ? latest : Math.max(latest ?? start, came);
      }, undefined);
      for (const action of overrule?.(use) ?? actionsOf(table, use))
        events.push({ action, call: id, start, end });
    }
  }
  return events
    .map((event, order) => ({ event, order }))
    .sort(inTime)
    .map(({ event }) => event);
}

/** The results of a step by the call that they answer; of a step of one call, those that name none are its. */
function answersByCall(step: unknown): ReadonlyMap<string | undefined, readonly unknown[]> {
  const answers = new Map<string | undefined, unknown[]>();
  for (const result of listField(field(step, 'observation'), 'results')) {
    const source = textField(result, 'source_call_id');
    const known = answers.get(source);
    if (known) known.push(result);
    else answers.set(source, [result]);
  }
  return answers;
}

interface Ordered {
  readonly event: ToolEvent;
  readonly order: number;
}

function inTime(a: Ordered, b: Ordered): number {
  return a.event.start - b.event.start || a.order - b.order;
}

/** Some write the arguments as JSON in a text, or as a text alone. */
function argsOf(args: unknown): ToolUse['args'] {
  return isObject(args) ? args : {};
}

function answerOf(results: readonly unknown[]): ToolAnswer | undefined {
  if (results.length === 0) return undefined;
  const [first] = results;
  const extra = field(first, 'extra');
  const flag =
    field(extra, 'is_error') ??
    field(field(field(extra, 'tool_result_metadata'), 'raw_tool_result'), 'is_error');
  const exitCode = numberField(extra, 'exit_code') ?? numberField(extra, 'returncode');
  return {
    text: results.map((result) => contentText(field(result, 'content'))).join('\n'),
    failed: typeof flag === 'boolean' ? flag : undefined,
    exitCode: exitCode !== undefined && Number.isSafeInteger(exitCode) ? exitCode : undefined,
  };
}

/** The text of a message or a result: a text, or the texts of its parts. */
export function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) => (typeof part === 'string' ? part : (textField(part, 'text') ?? '')))
    .filter((text) => text !== '')
    .join('\n');
}
