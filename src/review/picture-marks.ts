/** The parts of pictures that are spoken of. Pure. */
import type { PictureMark } from '../timeline/region-link.ts';
import type { ReviewTarget } from '../schema/generated/types.ts';
import type { Draft } from './kept-reviews.ts';
import { targetTime } from './targets.ts';
import type { Thread } from './threads.ts';

/** Of threads that are open, and of what is being written. */
export function picturesOf(threads: readonly Thread[], drafts: readonly Draft[]): readonly PictureMark[] {
  const targets = [
    ...threads.filter(({ resolved }) => !resolved).map(({ target }) => target),
    ...drafts.flatMap(({ about }) => (about.kind === 'comment' ? [about.target] : [])),
  ];
  return targets.flatMap(markOf);
}

function markOf(target: ReviewTarget): readonly PictureMark[] {
  if (target.kind !== 'region') return [];
  const { layer, x, y, width, height } = target;
  return [{ layer, time: targetTime(target), box: { x, y, width, height } }];
}
