/** Notes and decisions that were written down, as lines among the spoken ones. Pure. */
import { fromSeconds, shift, type TraceTime } from '../../base/time.ts';
import type { TimedAnnotation } from '../../trace/layers.ts';
import { Track } from '../../trace/track.ts';
import type { Line } from './line.ts';

/** How long a note without an end stays lit, at most, in microseconds. */
const LIT: number = fromSeconds(4);
/** A note that repeats what is said is made within this time of the words, in microseconds. */
const NEAR: number = fromSeconds(2);
/** More cues than these nobody says in that time; the others are not compared with the note. */
const MOST_NEAR = 64;

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
  const words = spokenWords(track.items);
  const decided = new Set<number>();
  const others = written.filter((note) => {
    const index = saidAt(track, words, note);
    if (index !== undefined && note.decision) decided.add(index);
    return index === undefined;
  });
  const marked = track.items.map((line, index) => (decided.has(index) ? { ...line, decision: true } : line));
  return [...marked, ...others];
}

/** All that is said, in one text: a note is compared with it in place, over as many cues as it is long. */
interface SpokenWords {
  /** A space stands after each cue that has words. */
  readonly text: string;
  /** Where in `text` each cue starts. */
  readonly starts: readonly number[];
  /** Where one starts or the last one ends. */
  readonly edges: ReadonlySet<number>;
}

function spokenWords(cues: readonly Line[]): SpokenWords {
  const pieces = cues.map(({ text }) => spaced(text));
  let length = 0;
  const starts = pieces.map((piece) => {
    const start = length;
    length += piece.length;
    return start;
  });
  return { text: pieces.join(''), starts, edges: new Set([...starts, length]) };
}

/** The index of the cue with which the words of `note` begin; undefined where they are not said. */
function saidAt(track: Track<Line>, { text, starts, edges }: SpokenWords, note: Line): number | undefined {
  const wanted = spaced(note.text);
  const first = track.indexAt(shift(note.time, -NEAR - 1)) + 1;
  const last = Math.min(track.indexAt(shift(note.time, NEAR)), first + MOST_NEAR - 1);
  for (let index = first; index <= last; index += 1) {
    const start = starts[index] ?? 0;
    if (text.startsWith(wanted, start) && edges.has(start + wanted.length)) return index;
  }
  return undefined;
}

function spaced(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim().toLowerCase();
  return words === '' ? '' : `${words} `;
}
