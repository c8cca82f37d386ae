import type { TraceTime } from '../../base/time.ts';
import type { Layer } from '../../schema/generated/types.ts';
import type { Command, Terminal } from '../../trace/layers.ts';
import { plainText } from '../../trace/plain-text.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Action, ActionResult } from './action.ts';
import { clipped, type Clipped } from './clipped.ts';
import type { StepOptions } from './step-options.ts';

/** UTF-16 units of one command's output that are read at its beginning, and as many at its end. */
const READ = 1_000_000;

/**
 * Each command, with what its terminal printed meanwhile and what reports say that belong to it. Where no layers are named,
 * also those of layers that are not wanted: how they ended belongs to the tool calls that ran them.
 */
export async function commandActions(
  trace: Trace,
  wanted: (layer: Layer) => boolean,
  options: StepOptions,
): Promise<readonly Action[]> {
  const terminals = new Map<string, Terminal>();
  for (const { layer, content } of trace.terminals)
    if (wanted(layer)) terminals.set(layer.id, await content.get());
  const reports = await reportsOf(trace, wanted);
  const actions: Action[] = [];
  for (const { layer, content } of trace.commands) {
    if (!wanted(layer) && options.layers) continue;
    const { items } = await content.get();
    const starts = nextStarts(items);
    for (const [index, command] of items.entries()) {
      const { time, end, terminal: where, exitCode, exitSource } = command;
      const terminal = terminals.get(where);
      const output =
        terminal && (await outputOf(terminal, time, end ?? starts[index] ?? trace.duration, options));
      const { command: line, cwd, seq, call: ranBy } = command;
      const result: ActionResult = {
        exitCode: exitCode ?? null,
        exitSource,
        ...(output && { output }),
        ...reports(command),
      };
      const input = { command: line, cwd: cwd ?? null, terminal: where, seq };
      actions.push({ kind: 'command', layer, time, end, input, result, ranBy });
    }
  }
  return actions;
}

/** When the next command of the same terminal begins, for each. */
function nextStarts(items: readonly Command[]): readonly (TraceTime | undefined)[] {
  const following = new Map<string, TraceTime>();
  return items
    .toReversed()
    .map(({ terminal, time }) => {
      const next = following.get(terminal);
      following.set(terminal, time);
      return next;
    })
    .reverse();
}

/** What was printed in [start, end), as plain text. */
async function outputOf(
  { chunks, player }: Terminal,
  start: TraceTime,
  end: TraceTime,
  { maxText }: StepOptions,
): Promise<Clipped> {
  const from = chunks.indexAt((start - 1) as TraceTime) + 1;
  const to = chunks.indexAt((end - 1) as TraceTime) + 1;
  const [head, tail] = ends(chunks.lengths, from, to);
  const read = async (first: number, last: number): Promise<string> =>
    (await player.texts(first, last)).filter((_, at) => chunks.kindOf(first + at) === 'output').join('');
  const text = head === tail ? await read(from, to) : `${await read(from, head)}\n${await read(tail, to)}`;
  return clipped(plainText(text).trim(), maxText);
}

/** Where the beginning ends that is read, and where the end begins: the same place, where all is read. */
function ends(lengths: Uint32Array, from: number, to: number): readonly [head: number, tail: number] {
  let [head, tail, before, after] = [from, to, 0, 0];
  while (head < tail && before < READ) before += lengths[head++] ?? 0;
  while (tail > head && after < READ) after += lengths[--tail] ?? 0;
  return [head, tail];
}

/** What the reports of tests and lint say that name a command. A number that several layers have names none. */
async function reportsOf(
  { tests, diagnostics, commands }: Trace,
  wanted: (layer: Layer) => boolean,
): Promise<(command: Command) => Pick<ActionResult, 'tests' | 'lint'>> {
  const tested = new Map<number, ActionResult['tests']>();
  const linted = new Map<number, ActionResult['lint']>();
  for (const { layer, content } of tests)
    if (wanted(layer))
      for (const { commandSeq, counts } of (await content.get()).items)
        if (commandSeq !== undefined && counts) tested.set(commandSeq, counts);
  for (const { layer, content } of diagnostics)
    if (wanted(layer))
      for (const { commandSeq, counts } of (await content.get()).items)
        if (commandSeq !== undefined && counts) linted.set(commandSeq, counts);
  if (tested.size + linted.size === 0) return () => ({});
  const layersWith = await countLayers(commands);
  return ({ seq }) => {
    if (layersWith.get(seq) !== 1) return {};
    const [passed, lint] = [tested.get(seq), linted.get(seq)];
    return { ...(passed && { tests: passed }), ...(lint && { lint }) };
  };
}

/** How many layers have a command of each number; those that are not wanted count, too. */
async function countLayers(commands: Trace['commands']): Promise<ReadonlyMap<number, number>> {
  const found = new Map<number, number>();
  for (const { content } of commands)
    for (const seq of new Set((await content.get()).items.map((command) => command.seq)))
      found.set(seq, (found.get(seq) ?? 0) + 1);
  return found;
}
