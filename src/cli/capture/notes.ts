/** What was noted while a capture ran, by the person and by the recorder. Pure. */
import type { Annotation } from '../../schema/generated/types.ts';
import { pauseReason, type CaptureTimes } from './capture-times.ts';
import { entriesOf, type JournalEntry } from './journal.ts';
import type { RecordedLayer } from './layer-records.ts';

export function userNotes(entries: readonly JournalEntry[], times: CaptureTimes): readonly Annotation[] {
  return entriesOf(entries, 'note').map(({ mono, text }) => ({
    t: times.ofMonotonic(mono),
    type: 'note',
    text,
    actor: 'person',
  }));
}

/** Pauses once, and every other gap of each layer, so that whoever plays the trace is told where it lacks something. */
export function gapNotes(
  times: CaptureTimes,
  recorded: readonly RecordedLayer[],
  duration: number,
): readonly Annotation[] {
  const pauses = times.pauses(duration).map((pause) => ({ ...pause, text: pauseReason(pause) }));
  const losses = recorded
    .flatMap(({ gaps }) => gaps)
    .filter(({ isPause }) => !isPause)
    .map(({ start, end, reason }) => ({ start, end, text: reason }));
  const cut = times.hasDied
    ? [
        {
          start: duration,
          end: duration,
          text: 'The capture was cut off here: what came after is not recorded.',
        },
      ]
    : [];
  return [...pauses, ...losses, ...cut].map(({ start, end, text }) => ({
    ...{ t: start, t_end: end > start ? end : null, type: 'note', text, actor: 'recorder' },
  }));
}
