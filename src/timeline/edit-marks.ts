/** The lane of edits: which file was in front, and when it was written. */
import type { TraceTime } from '../base/time.ts';
import type { TimedEdit } from '../trace/layers.ts';
import type { Timed, Track } from '../trace/track.ts';
import { pathAt, Workspace } from '../trace/workspace.ts';
import { describeEdit, labelEdit, lengthOf } from './describe-item.ts';
import { createMarks, type Marks } from './marks.ts';

const WRITES: readonly string[] = ['save', 'create', 'delete', 'rename'];
const TYPING: readonly string[] = ['change', 'cursor'];

/** A file for as long as it was in front. */
interface Stay extends Timed {
  readonly end: TraceTime;
  readonly path: string;
}

/** `duration`: where the last file's stay ends. */
export function editMarks({ items }: Track<TimedEdit>, duration: TraceTime): readonly Marks[] {
  return [
    createMarks({
      shape: 'span',
      items: staysOf(items, duration),
      label: ({ path }) => path.slice(path.lastIndexOf('/') + 1),
      describe: (stay) => `${stay.path} in front · ${lengthOf(stay)}`,
    }),
    createMarks({
      shape: 'density',
      tone: 'unknown',
      items: items.filter(({ event }) => TYPING.includes(event.type)),
      plural: 'changes',
      describe: describeEdit,
    }),
    createMarks({
      shape: 'minor',
      items: items.filter(({ event }) => WRITES.includes(event.type)),
      describe: describeEdit,
    }),
    createMarks({
      shape: 'flag',
      items: items.filter(({ event }) => event.type === 'commit'),
      label: labelEdit,
      describe: describeEdit,
    }),
  ];
}

function staysOf(items: readonly TimedEdit[], duration: TraceTime): readonly Stay[] {
  const workspace = new Workspace(items);
  const stays: { time: TraceTime; end: TraceTime; path: string }[] = [];
  let front: number | undefined;
  for (const { time } of items) {
    const next = workspace.frontAt(time);
    if (next === front) continue;
    front = next;
    const last = stays.at(-1);
    if (last && last.end > time) last.end = time;
    const file = workspace.files[front ?? -1];
    if (file) stays.push({ time, end: duration, path: pathAt(file, time) });
  }
  return stays;
}
