/** A trace as training data: observation, verbalized reason, action and result, a line a step. */
import { TraceError } from '../../base/errors.ts';
import type { TraceTime } from '../../base/time.ts';
import type { Layer, TrainingMessage, TrainingStep } from '../../schema/generated/types.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Piece, Write } from '../exporter.ts';
import type { Action, ActionResult, Message } from '../steps/action.ts';
import { alignedActions, type AlignedAction } from '../steps/aligned-actions.ts';
import { STEP_OPTIONS } from '../steps/step-options.ts';
import { Observer } from './observer.ts';

export const writeTraining: Write = async function* (trace, request): AsyncGenerator<Piece, void> {
  const { signal, steps: options = STEP_OPTIONS } = request;
  const aligned = await alignedActions(trace, request);
  if (aligned.length === 0) throw new TraceError('export-empty', {});
  const observer = await Observer.of(trace, options);
  const about = aboutOf(trace);
  for (const [index, step] of aligned.entries()) {
    signal?.throwIfAborted();
    const line = await lineOf({ about, index, step, observer });
    yield `${JSON.stringify(line)}\n`;
  }
};

interface LineParts {
  readonly about: TrainingStep['trace'];
  readonly index: number;
  readonly step: AlignedAction;
  readonly observer: Observer;
}

async function lineOf({ about, index, step, observer }: LineParts): Promise<TrainingStep> {
  const { action, reason, next } = step;
  const { kind, layer, time, end, input, said, call, told = [] } = action;
  const seen = Math.max(time, end ?? next) as TraceTime;
  const words = [reason?.text, said].filter((text) => text !== undefined && text !== '').join('\n');
  return {
    schema: { name: 'playhead-training-step', version: 1 },
    trace: about,
    step: index + 1,
    t_start_us: time,
    t_end_us: end ?? null,
    sync_quality: layer.clock.sync_quality,
    observation: { ...(await observer.before(time)), messages: told.map(messageOf(layer)) },
    reason:
      words === ''
        ? null
        : {
            text: words,
            ...(reason?.of !== undefined && { characters: reason.of }),
            said: (reason?.said ?? []).map((one) => ({
              layer: one.layer,
              t_start_us: one.time,
              t_end_us: one.end ?? null,
              speaker: one.speaker ?? null,
            })),
          },
    action: {
      kind,
      layer: layer.id,
      actor: layer.actor ?? null,
      ...(call !== undefined && { call }),
      input,
    },
    result: resultOf(action, observer, seen),
  };
}

function messageOf({ id: layer }: Layer): (message: Message) => TrainingMessage {
  return ({ source, time, text, of }) => ({
    layer,
    source,
    t_us: time,
    text,
    ...(of !== undefined && { characters: of }),
  });
}

/** null: the trace tells nothing. */
function resultOf(
  { layer, result, toldAfter }: Action,
  observer: Observer,
  seen: TraceTime,
): TrainingStep['result'] {
  if (!result && !toldAfter && !observer.hasFrames) return null;
  return {
    ...outcomeOf(result),
    frames: observer.framesAt(seen),
    ...(toldAfter && { messages: toldAfter.map(messageOf(layer)) }),
  };
}

function outcomeOf(result: ActionResult | undefined): Omit<NonNullable<TrainingStep['result']>, 'frames'> {
  const { exitCode, exitSource, output, tests, lint } = result ?? {};
  return {
    ...(exitCode !== undefined && { exit_code: exitCode, exit_source: exitSource ?? 'unknown' }),
    ...(output && { output: output.text, ...(output.of !== undefined && { output_characters: output.of }) }),
    ...(tests && { tests }),
    ...(lint && { lint }),
  };
}

function aboutOf({ manifest }: Trace): TrainingStep['trace'] {
  const { bundle_id, task, session, outcome } = manifest;
  return {
    bundle_id,
    family: task.family,
    title: task.title,
    mode: session.mode,
    completion: outcome.completion,
    success: outcome.success,
    ...(outcome.rewards && { rewards: outcome.rewards }),
  };
}
