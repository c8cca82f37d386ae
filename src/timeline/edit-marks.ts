/** The lane of edits: which file was in front, and when it was written. */
import type { TraceTime } from '../base/time.ts';
import { isWrite } from '../trace/edit-events.ts';
import type { TimedEdit } from '../trace/layers.ts';
import type { Timed, Track } from '../trace/track.ts';
import { buildWorkspace, pathAt } from '../trace/workspace.ts';
import { describeEdit, labelEdit, lengthOf } from './describe-item.ts';
import type { LaneWork } from './lane-marks.ts';
import { buildMarks, createMarks } from './marks.ts';
import { pick, SLICE } from '../base/slices.ts';

const TYPING: readonly string[] = ['change', 'cursor'];

/** A file for as long as it was in front. */
interface Stay extends Timed {
  readonly end: TraceTime;
  readonly path: string;
}

/** `duration`: where the last file's stay ends. */
export function* editMarks({ items }: Track<TimedEdit>, duration: TraceTime): LaneWork {
  const stays = yield* staysOf(items, duration);
  const typing = yield* pick(items, ({ event }) => TYPING.includes(event.type));
  const writes = yield* pick(items, ({ event }) => isWrite(event) || event.type === 'rename');
  return [
    yield* buildMarks({
      shape: 'span',
      items: stays,
      label: ({ path }) => path.slice(path.lastIndexOf('/') + 1),
      describe: (stay) => `${stay.path} in front · ${lengthOf(stay)}`,
    }),
    yield* buildMarks({
      shape: 'density',
      tone: 'unknown',
      items: typing,
      plural: 'changes',
      describe: describeEdit,
    }),
    yield* buildMarks({
      shape: 'minor',
      items: writes,
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

function* staysOf(items: readonly TimedEdit[], duration: TraceTime): Generator<undefined, readonly Stay[]> {
  const workspace = yield* buildWorkspace(items);
  const stays: { time: TraceTime; end: TraceTime; path: string }[] = [];
  let front: number | undefined;
  for (const [index, { time }] of items.entries()) {
    if (index % SLICE === SLICE - 1) yield;
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
