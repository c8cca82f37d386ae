/** Steps that tell their times twice: on the clock of a video, which holds, and of the wall, which is only told. */
import { oneClock } from '../bundle-draft.ts';
import { fileOf } from '../foreign.ts';
import type { Convert } from '../importer.ts';
import { isoTime } from '../../base/iso-time.ts';
import { field, listField, numberField, textField } from '../../base/json.ts';
import { stepsLayer, type StepDraft } from '../steps-layer.ts';
import { wholeJson } from '../whole-json.ts';

/** A video of a year is none. */
const MAX_SECONDS = 366 * 86_400;

export const convert: Convert = async (unit, draft, signal) => {
  const file = fileOf(unit);
  const whole = await wholeJson(file, 'agent viewer steps', signal);
  const items = listField(whole, 'items');
  const walls: number[] = [];
  let [end, first, last] = [0, Infinity, -Infinity];
  const steps = items.map((item, index): StepDraft => {
    const range = field(item, 'timeRange');
    const [from, to] = [secondsOf(range, 'start'), secondsOf(range, 'end')];
    if (from === undefined)
      draft.losses.add('unreadable', 'A step has no place in the video', `item ${index + 1}`);
    else {
      first = Math.min(first, from);
      last = Math.max(last, from);
    }
    end = Math.max(end, from ?? 0, to ?? 0);
    const wall = isoTime(field(item, 'timestamp'));
    if (wall) walls.push(wall.millis);
    for (const name of ['screenshot', 'video'])
      if (textField(item, name) !== undefined)
        draft.losses.add(
          'dropped',
          'A picture or video is named, and not in the file',
          textField(item, name),
        );
    const action = textField(item, 'action');
    return {
      source: 'agent',
      // Milliseconds into the video, counted from 1970 as the format of steps wants it.
      at: from === undefined ? undefined : new Date(from * 1_000).toISOString(),
      message: action ?? '',
      thought: textField(item, 'thought'),
      extra: { timestamp: field(item, 'timestamp') ?? null, timeRange: range ?? null },
    };
  });
  const span =
    walls.reduce((late, time) => Math.max(late, time), -Infinity) -
    walls.reduce((early, time) => Math.min(early, time), Infinity);
  if (walls.length > 1 && Number.isFinite(last) && Math.abs(span / 1_000 - (last - first)) > 1)
    draft.losses.add(
      'dropped',
      'The wall clock contradicts the video: the video’s times hold',
      `from the first step to the last: ${span / 1_000} s by the wall clock, ${last - first} s in the video`,
    );
  const title = textField(whole, 'task') ?? textField(field(whole, 'task'), 'title');
  if (title !== undefined) draft.title(title);
  const method = 'seconds into the video, whose beginning is the trace’s time 0';
  draft.losses.time('estimated', method);
  draft.until(end * 1_000_000);
  draft.original(file);
  stepsLayer(draft, {
    id: draft.freeId('agent'),
    agent: 'unknown',
    clock: oneClock('media', 'ms', 'estimated', method),
    steps,
  });
};

function secondsOf(range: unknown, name: string): number | undefined {
  const seconds = numberField(range, name);
  return seconds !== undefined && seconds >= 0 && seconds <= MAX_SECONDS ? seconds : undefined;
}
