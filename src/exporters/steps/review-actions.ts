import type { Layer } from '../../schema/generated/types.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Action } from './action.ts';
import { clipped } from './clipped.ts';
import type { StepOptions } from './step-options.ts';

/** Comments on lines, which are what somebody does who reviews code. */
export async function reviewActions(
  { annotations }: Trace,
  wanted: (layer: Layer) => boolean,
  { maxText }: StepOptions,
): Promise<readonly Action[]> {
  const actions: Action[] = [];
  for (const { layer, content } of annotations) {
    if (!wanted(layer)) continue;
    for (const { time, end, annotation } of (await content.get()).items) {
      if (annotation.type !== 'review_comment') continue;
      const { text = '', file, line, line_end: lineEnd, side, state, verdict } = annotation;
      const place = { file: file ?? null, line: line ?? null, line_end: lineEnd ?? null, side: side ?? null };
      const input = { ...clipped(text, maxText), ...place, state: state ?? null, verdict: verdict ?? null };
      actions.push({ kind: 'review', layer, time, end, input, result: undefined });
    }
  }
  return actions;
}
