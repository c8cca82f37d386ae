/** Notes and decisions that were written down, as lines among the spoken ones. Pure. */
import { fromSeconds, shift, type TraceTime } from '../../base/time.ts';
import type { TimedAnnotation } from '../../trace/layers.ts';
import { Track } from '../../trace/track.ts';
import type { Line } from './line.ts';

/** How long a note without an end stays lit, at most, in microseconds. */
const LIT: number = fromSeconds(4);
/** A note that repeats what is said is made within this time of the words, in microseconds. */
const NEAR: number = fromSeconds(2);

/** `names`: what to call the actors, by id; those who are not in it stay unnamed. */
export function writtenLines(
  items: readonly TimedAnnotation[],
  names: ReadonlyMap<string, string>,
): readonly Line[] {
  const lines: Line[] = [];
  // From the last to the first: a note that has no end of its own gives way to the next one.
  let next = Infinity;
  for (const { time, end, annotation } of items.toReversed()) {
    const { type, text, actor } = annotation;
    if ((type !== 'note' && type !== 'decision') || text === undefined || text.trim() === '') continue;
    const later = lines.at(-1)?.time;
    if (later !== undefined && later > time) next = later;
    const until = end ?? Math.min(shift(time, LIT), next);
    lines.push({
      time,
      end: Math.max(until, time + 1) as TraceTime,
      text,
      speaker: actor === undefined ? undefined : names.get(actor),
      written: true,
      decision: type === 'decision',
    });
  }
  return lines.reverse();
}

/**
 * Both in one list. A note that repeats, word for word, what is being said at its time is no line of its own: the words
 * stand there already, and are marked where the note calls them a decision.
 */
export function joinLines(spoken: readonly Line[], written: readonly Line[]): readonly Line[] {
  const track = new Track([...spoken].sort((a, b) => a.time - b.time));
  const decided = new Set<number>();
  const others = written.filter((note) => {
    const index = saidAt(track, note);
    if (index !== undefined && note.decision) decided.add(index);
    return index === undefined;
  });
  const marked = track.items.map((line, index) => (decided.has(index) ? { ...line, decision: true } : line));
  return [...marked, ...others];
}

/** The index of the cue with which the words of `note` begin; undefined where they are not said. */
function saidAt(track: Track<Line>, note: Line): number | undefined {
  const wanted = plain(note.text);
  const last = track.indexAt(shift(note.time, NEAR));
  for (let index = track.indexAt(shift(note.time, -NEAR - 1)) + 1; index <= last; index += 1) {
    let said = '';
    for (let at = index; at < track.length && said.length < wanted.length; at += 1)
      said = `${said} ${plain(track.items[at]?.text ?? '')}`.trim();
    if (said === wanted) return index;
  }
  return undefined;
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}
