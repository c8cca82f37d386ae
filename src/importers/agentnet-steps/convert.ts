/** A task of AgentNet becomes the steps of an agent, in their order: they have no times. */
import { TraceError } from '../../base/errors.ts';
import { BY_STEP } from '../bundle-draft.ts';
import type { Convert } from '../importer.ts';
import { field, listField, textField } from '../../base/json.ts';
import { jsonLines } from '../json-lines.ts';
import { keepFiles } from '../kept-files.ts';
import { still, stepsLayer, type StepDraft } from '../steps-layer.ts';
import { stepsFile } from './index.ts';

export const convert: Convert = async (unit, draft, signal) => {
  const file = await stepsFile(unit);
  if (!file) throw new TraceError('internal', { reason: `${unit.label} has no file of steps` });
  let task: unknown;
  for await (const { line, value } of jsonLines(file, signal)) {
    if (value === undefined) draft.losses.add('unreadable', 'A line is no JSON', `line ${line}`);
    else if (task === undefined) task = value;
    else
      draft.losses.add(
        'dropped',
        'A task after the first is left out: give each a file of its own',
        `line ${line}`,
      );
  }
  const list = listField(task, 'traj');
  if (list.length === 0)
    throw new TraceError('format-broken', {
      path: file.path,
      format: 'AgentNet steps',
      reason: 'its first task has no steps',
    });
  const id = draft.freeId('agent');
  const shown = new Set([file.path]);
  const instruction = textField(task, 'instruction') ?? textField(task, 'natural_language_task');
  const steps: StepDraft[] = instruction === undefined ? [] : [{ source: 'user', message: instruction }];
  for (const step of list) {
    const value = field(step, 'value');
    const name = textField(step, 'image');
    const picture = name === undefined ? undefined : unit.files.get(name);
    if (picture) shown.add(picture.path);
    else if (name !== undefined) draft.losses.add('dropped', 'A still is named, and not there', name);
    const code = textField(value, 'code');
    steps.push({
      source: 'agent',
      message: textField(value, 'action') ?? '',
      thought: textField(value, 'thought'),
      action: code === undefined ? undefined : { tool: 'pyautogui', arguments: { code } },
      before: picture && still(draft, id, picture),
      extra: extraOf(value),
    });
  }
  if (instruction !== undefined) draft.title(instruction);
  draft.losses.time('order_only', 'The steps have no times: they stand one second apart, in their order.');
  draft.until(steps.length * 1_000_000);
  draft.original(file);
  stepsLayer(draft, { id, agent: 'unknown', clock: BY_STEP, steps });
  keepFiles(unit, draft, shown, 'beside the steps is named by none');
};

/** What annotators added to a step. */
function extraOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const extra: Record<string, unknown> = {};
  for (const name of ['observation', 'reflection', 'last_step_correct', 'last_step_redundant'])
    if (field(value, name) !== undefined) extra[name] = field(value, name);
  return Object.keys(extra).length > 0 ? extra : undefined;
}
