/** The lane of comments on the timeline. */
import { createMarks, withLimits } from '../timeline/marks.ts';
import type { Lane } from '../timeline/tracks.ts';
import { targetRange, type Thread } from './threads.ts';

/** In CSS pixels. */
const HEIGHT = 20;

/** The lane of those threads, those that are done with in grey; undefined where there is none. */
export function commentLane(threads: readonly Thread[]): Lane | undefined {
  if (threads.length === 0) return undefined;
  const items = threads.map((thread) => {
    const { start, end } = targetRange(thread.target);
    return { time: start, end: end - start > 1 ? end : undefined, thread };
  });
  const marks = [true, false].flatMap((resolved) => {
    const own = items.filter(({ thread }) => (thread.resolved !== undefined) === resolved);
    const look = {
      tone: resolved ? ('unknown' as const) : ('track' as const),
      label: ({ thread }: (typeof items)[number]) => thread.text.split('\n')[0] ?? '',
      describe: ({ thread }: (typeof items)[number]) => describe(thread),
    };
    return [
      createMarks({ ...look, shape: 'span', items: own.filter(({ end }) => end !== undefined) }),
      createMarks({ ...look, shape: 'flag', items: own.filter(({ end }) => end === undefined) }),
    ];
  });
  const content = withLimits(marks.filter(({ starts }) => starts.length > 0));
  return {
    id: 'comments',
    layer: undefined,
    title: 'Comments',
    sync: undefined,
    quality: undefined,
    colour: 'comments',
    kind: 'comments',
    height: HEIGHT,
    note: undefined,
    load: () => Promise.resolve(content),
  };
}

function describe({ by, text, withdrawn, replies, resolved }: Thread): string {
  const words = withdrawn ? 'taken back' : text;
  const more = replies.length === 1 ? '1 reply' : `${replies.length} replies`;
  return [`${by}: ${words}`, replies.length > 0 && more, resolved && 'resolved'].filter(Boolean).join(' · ');
}
