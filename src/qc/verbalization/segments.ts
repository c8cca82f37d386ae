/** What was said and noted, as far as it says something. Pure. */
import { append } from '../../base/long-lists.ts';
import type { TimeRange } from '../../base/time.ts';
import { fromSeconds } from '../../base/time.ts';
import type { TimedAnnotation } from '../../trace/layers.ts';
import { wordsOf } from '../../trace/spoken-words.ts';
import { placed, type Facts } from '../facts.ts';
import { rangeOf } from '../spans.ts';
import { agentWords } from './agent-words.ts';
import { leavesAtLeast } from './words.ts';

/** One cue, one note, or one step of an agent that says something. */
export interface Segment {
  readonly range: TimeRange;
  /** In lower case, fillers among them. */
  readonly words: readonly string[];
  /** The agent whose words they are, which speaks for itself alone; undefined: a person's, which count for all. */
  readonly agent?: string | undefined;
  /** id of the layer that has an agent's words. */
  readonly layer?: string | undefined;
}

/** Notes of people on what they do; marks and phases are made by recorders. */
const NOTES: readonly string[] = ['note', 'decision', 'review_comment'];
/** A note that begins so near to the speech that it repeats is the same, in microseconds. */
const SAME = fromSeconds(2);

/** In time order: what has at least `minWords` words that are no fillers. */
export function segmentsOf(
  facts: Pick<Facts, 'transcripts' | 'notes' | 'agents' | 'commands' | 'edits' | 'browsers'>,
  { minWords, fillers }: { readonly minWords: number; readonly fillers: readonly string[] },
): readonly Segment[] {
  const { transcripts, notes } = facts;
  const saysEnough = leavesAtLeast(minWords, fillers);
  const spoken = placed(transcripts).map(({ item: { time, end, text } }) => ({
    range: rangeOf(time, end),
    words: wordsOf(text),
  }));
  const written = placed(notes)
    .filter(({ item }) => NOTES.includes(item.annotation.type) && !isSpoken(item, spoken))
    .map(({ item: { time, end, annotation } }) => ({
      range: rangeOf(time, end),
      words: wordsOf(annotation.text ?? ''),
    }));
  return [...spoken, ...written, ...agentWords(facts)]
    .filter(({ words }) => saysEnough(words))
    .sort((a, b) => a.range.start - b.range.start);
}

/** Whether a note only writes down, word for word, what is said at its time. */
function isSpoken({ time, annotation }: TimedAnnotation, spoken: readonly Segment[]): boolean {
  const note = wordsOf(annotation.text ?? '');
  return spoken.some(({ range }, index) => {
    if (Math.abs(range.start - time) > SAME) return false;
    const said: string[] = [];
    for (let next = index; said.length < note.length && next < spoken.length; next += 1)
      append(said, spoken[next]?.words.slice(0, note.length) ?? []);
    return note.every((word, at) => said[at] === word);
  });
}
