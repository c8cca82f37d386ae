/** Shell commands of tool calls, and a terminal that is rebuilt from them. */
import type { CommandRecord } from '../../schema/generated/types.ts';
import type { BundleDraft } from '../bundle-draft.ts';
import { BY_STEP, oneClock } from '../bundle-draft.ts';
import { jsonLinesFile, type RunLayer } from './run-layer.ts';
import type { ToolEvent } from './tool-events.ts';
import type { ToolAction } from './tools.ts';

type ShellAction = Extract<ToolAction, { readonly kind: 'shell' }>;
type TypedAction = Extract<ToolAction, { readonly kind: 'typed' }>;

/** No recording tells how large the terminal was: this holds most lines of most tools. */
const [COLS, ROWS] = [120, 40];
/** Of one event of the rebuilt terminal, and of a command: lines of records end at 1 MiB. */
const MAX_EVENT = 128 * 1024;
const MAX_COMMAND = 128 * 1024;

interface CastEvent {
  readonly seconds: number;
  readonly code: 'o' | 'i';
  readonly data: string;
  /** Of the command whose output it is. */
  readonly outputOf?: ToolEvent;
}

/** Nothing where no command was run. */
export function putCommands(draft: BundleDraft, run: RunLayer, events: readonly ToolEvent[]): void {
  const shell = events.filter(isShell);
  if (!shell.some(({ action }) => action.kind === 'shell')) return;
  const casts = castOf(shell, run);
  /** Places of the events of each command’s output: the first, and the one after the last. */
  const outputs = new Map<ToolEvent, readonly [number, number]>();
  for (const [at, { outputOf }] of casts.entries())
    if (outputOf) outputs.set(outputOf, [outputs.get(outputOf)?.[0] ?? at, at + 1]);
  const title = `${run.title} (rebuilt from tool results)`;
  const ordered = run.times.clock.domain === 'order_only';
  draft.losses.add(
    'inferred',
    `The terminal is rebuilt from tool results: its size, ${COLS}×${ROWS}, and its prompts are not in the original`,
    run.title,
  );
  if (!ordered && shell.some(({ end }) => end === undefined))
    draft.losses.add(
      'inferred',
      'When the output of a command came is not told: it stands where the command does',
      run.title,
      shell.filter(({ end }) => end === undefined).length,
    );
  const terminal = draft.layer({
    kind: 'terminal',
    title,
    actor: run.actor,
    format: { name: 'asciicast', version: '2' },
    clock: ordered
      ? BY_STEP
      : oneClock('monotonic', 's', 'measured', 'seconds of trace time, from the times of the tool calls'),
    derived_from: [run.layer],
    file: {
      name: 'rebuilt.cast',
      mediaType: 'application/x-asciicast',
      content: castText(casts),
    },
  });
  const records = shell.filter(isCommand).map((event, index): CommandRecord => {
    const { action, call, start, end } = event;
    const [from, to] = outputs.get(event) ?? [];
    if (action.command.length > MAX_COMMAND)
      draft.losses.add('changed', 'A long command is cut off; it stands whole in the steps', call);
    return {
      seq: index + 1,
      terminal,
      t_start: start,
      t_end: end ?? null,
      cwd: action.cwd,
      command: action.command.slice(0, MAX_COMMAND),
      exit_code: action.exit.code,
      exit_source: action.exit.source,
      ...(from !== undefined && to !== undefined && { cast_from: from, cast_to: to }),
      'x-call': { layer: run.layer, call },
    };
  });
  draft.layer({
    kind: 'commands',
    title: run.title,
    actor: run.actor,
    format: { name: 'trace-commands', version: '1' },
    clock: run.times.clock,
    derived_from: [run.layer],
    file: jsonLinesFile('commands.jsonl', records),
  });
}

type ShellEvent = ToolEvent<ShellAction | TypedAction>;

function isShell(event: ToolEvent): event is ShellEvent {
  return event.action.kind === 'shell' || event.action.kind === 'typed';
}

function isCommand(event: ShellEvent): event is ToolEvent<ShellAction> {
  return event.action.kind === 'shell';
}

function castOf(shell: readonly ShellEvent[], { times }: RunLayer): readonly CastEvent[] {
  const events = shell.flatMap((event): readonly CastEvent[] => {
    const { action, start, end } = event;
    const seconds = times.seconds(start);
    const typed: CastEvent =
      action.kind === 'shell'
        ? { seconds, code: 'o', data: `$ ${terminalText(action.command).slice(0, MAX_EVENT)}\r\n` }
        : { seconds, code: 'i', data: action.text.slice(0, MAX_EVENT) };
    const output = terminalText(action.output);
    const shown: CastEvent[] = [];
    for (let at = 0; at < output.length; at += MAX_EVENT)
      shown.push({
        seconds: times.seconds(end ?? start),
        code: 'o',
        data: output.slice(at, at + MAX_EVENT) + (at + MAX_EVENT < output.length ? '' : '\r\n'),
        outputOf: event,
      });
    return [typed, ...shown];
  });
  // Stable: what has one time keeps its order.
  return events.sort((a, b) => a.seconds - b.seconds);
}

/** As a terminal needs it: it does not go back to the first column by itself. */
function terminalText(text: string): string {
  return text.replace(/\r?\n/g, '\r\n').replace(/(?:\r\n)+$/, '');
}

function castText(events: readonly CastEvent[]): string {
  const header = { version: 2, width: COLS, height: ROWS };
  const lines = events.map(({ seconds, code, data }) => JSON.stringify([seconds, code, data]));
  return `${[JSON.stringify(header), ...lines].join('\n')}\n`;
}
