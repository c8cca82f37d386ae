/** All actions of a trace, in the order of time. */
import type { Layer } from '../../schema/generated/types.ts';
import type { Trace } from '../../trace/trace.ts';
import type { ExportRequest } from '../exporter.ts';
import type { Action } from './action.ts';
import { agentActions } from './agent-actions.ts';
import { browserActions } from './browser-actions.ts';
import { commandActions } from './command-actions.ts';
import { editActions } from './edit-actions.ts';
import { inputActions } from './input-actions.ts';
import { joinCommands } from './join-commands.ts';
import { reviewActions } from './review-actions.ts';
import type { StepOptions } from './step-options.ts';

/**
 * By time; of equal time, in the order of their layers and files. Layers that were made of
 * an agent's steps tell nothing that those do not tell, but how commands ended, and are left out beside them; pointer and keys
 * are taken where no other layer tells what was done, or where they are named. Rejects as reading does.
 */
export async function gatherActions(
  trace: Trace,
  options: StepOptions,
  remark: ExportRequest['remark'],
): Promise<readonly Action[]> {
  const wanted = (layer: Layer): boolean => isWanted(trace, layer, options);
  const calls = await agentActions(trace, wanted, options, remark);
  const commands = await commandActions(trace, wanted, options);
  const { joined, others } = joinCommands(calls, commands);
  const found = [
    ...joined,
    ...others.filter(({ layer }) => wanted(layer)),
    ...(await editActions(trace, wanted, options)),
    ...(await browserActions(trace, wanted)),
    ...(await reviewActions(trace, wanted, options)),
  ];
  const byHand = found.length === 0 || options.layers !== undefined ? await inputActions(trace, wanted) : [];
  return [...found, ...byHand].sort((a, b) => a.time - b.time);
}

function isWanted({ layers }: Trace, layer: Layer, options: StepOptions): boolean {
  if (options.layers) return options.layers.has(layer.id);
  const sources = layers.filter(({ id }) => layer.derived_from?.includes(id));
  return !sources.some(({ kind, status }) => kind === 'agent_steps' && status === 'present');
}
