/** Actions, each with what was said on its way there. */
import type { TraceTime } from '../../base/time.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Timed } from '../../trace/track.ts';
import { isWithin, type ExportRequest } from '../exporter.ts';
import type { Action } from './action.ts';
import { clipped } from './clipped.ts';
import { gatherActions } from './gather-actions.ts';
import { saidOnce } from './said-once.ts';
import { STEP_OPTIONS, type StepOptions } from './step-options.ts';

/** Something that was said or written down. */
interface Utterance extends Timed {
  /** id of the layer. */
  readonly layer: string;
  readonly text: string;
  readonly speaker: string | undefined;
  /** It is a note; else it was spoken. */
  readonly isWritten: boolean;
}

export interface Reason {
  /** The same words once, whoever said them. */
  readonly text: string;
  /** UTF-16 units of the whole text, where some of it is left out. */
  readonly of?: number;
  readonly said: readonly Utterance[];
}

export interface AlignedAction {
  readonly action: Action;
  /** undefined where nothing was said. */
  readonly reason: Reason | undefined;
  /** When the next action of the trace begins; after the last one, when the trace ends. */
  readonly next: TraceTime;
}

/**
 * Actions that begin in the range, in the order of time. Of what was said, each utterance belongs to one action: the first that it was begun
 * before, within `options.before`, or else the last that it was begun after, within `options.after`. Both are looked for in the whole
 * trace: a range cuts words off, and gives them to no other action.
 */
export async function alignedActions(
  trace: Trace,
  { range, remark, steps: options = STEP_OPTIONS }: ExportRequest,
): Promise<readonly AlignedAction[]> {
  const actions = await gatherActions(trace, options, remark);
  const bound = new Map<number, Utterance[]>();
  let following = 0;
  for (const utterance of await utterances(trace, options)) {
    while ((actions[following]?.time ?? Infinity) < utterance.time) following += 1;
    const owner = ownerOf(utterance.time, actions, following, options);
    if (owner === undefined) continue;
    const said = bound.get(owner);
    if (said) said.push(utterance);
    else bound.set(owner, [utterance]);
  }
  return actions
    .map((action, index) => ({
      action,
      reason: reasonOf(bound.get(index), options),
      next: actions[index + 1]?.time ?? trace.duration,
    }))
    .filter(({ action }) => isWithin(action.time, range))
    .map((aligned) => ({ ...aligned, action: toldWithin(aligned.action, range) }));
}

/** Without what was told after the range. */
function toldWithin(action: Action, range: ExportRequest['range']): Action {
  const { toldAfter = [], ...rest } = action;
  const told = toldAfter.filter(({ time }) => isWithin(time, range));
  return { ...rest, ...(told.length > 0 && { toldAfter: told }) };
}

/** `next`: the first action that is not before `time`. */
function ownerOf(
  time: TraceTime,
  actions: readonly Action[],
  next: number,
  { before, after }: StepOptions,
): number | undefined {
  const following = actions[next];
  if (following && following.time - time <= before) return next;
  const previous = actions[next - 1];
  return previous && time - previous.time < after ? next - 1 : undefined;
}

function reasonOf(said: readonly Utterance[] | undefined, { maxText }: StepOptions): Reason | undefined {
  return (
    said && {
      ...clipped(
        saidOnce(said)
          .map(({ text }) => text)
          .join('\n'),
        maxText,
      ),
      said,
    }
  );
}

/** What was said, and the notes and decisions that were written down, in the order of time. */
async function utterances(trace: Trace, { layers }: StepOptions): Promise<readonly Utterance[]> {
  const found: Utterance[] = [];
  const wanted = (id: string): boolean => !layers || layers.has(id);
  for (const { layer, content } of trace.transcripts)
    if (wanted(layer.id))
      for (const { time, end, text, speaker } of (await content.get()).items)
        if (text.trim() !== '') found.push({ layer: layer.id, time, end, text, speaker, isWritten: false });
  for (const { layer, content } of trace.annotations)
    if (wanted(layer.id))
      for (const { time, end, annotation } of (await content.get()).items) {
        const { type, text = '', actor } = annotation;
        if ((type === 'note' || type === 'decision') && text.trim() !== '')
          found.push({ layer: layer.id, time, end, text, speaker: actor, isWritten: true });
      }
  return found.sort((a, b) => a.time - b.time);
}
