/** What was not recorded, in words: where it is pointed at, in a pane, and for who cannot see the timeline. Pure. */
import type { TimeWords } from '../base/time-words.ts';
import type { DeclaredGap } from '../trace/declared-gaps.ts';
import type { Lane } from './tracks.ts';

/** Gaps that are told one by one. */
const MAX_TOLD = 100;

/** Where one points at it, without a full stop: more may follow. */
export function gapHere({ reason }: DeclaredGap): string {
  return withReason('Nothing was recorded here', reason).replace(/\.$/, '');
}

/** A whole sentence, or two, after the title of what it is about. */
export function gapSentence(
  { range: { start, end }, reason }: DeclaredGap,
  words: TimeWords,
  title?: string,
): string {
  const head = `Nothing was recorded from ${words.moment(start)} to ${words.end(end)}`;
  const text = withReason(title === undefined ? head : `${title}. ${head}`, reason);
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** A reason that is written as a sentence stays one. */
function withReason(head: string, reason: string | undefined): string {
  if (reason === undefined) return `${head}, and nobody says why`;
  return /^\p{Lu}/u.test(reason) ? `${head}. ${reason}` : `${head}: ${reason}`;
}

/** A line for each gap, by the lane's title: what all lanes lack first, then lane by lane, what lanes share once. */
export function gapSentences(
  lanes: readonly { readonly lane: Pick<Lane, 'title' | 'layer' | 'gaps'> }[],
  pauses: readonly DeclaredGap[],
  words: TimeWords,
): readonly string[] {
  const told = new Set<string>();
  const own = lanes.flatMap(({ lane: { title, layer, gaps = [] } }) => {
    if (layer === undefined || told.has(layer)) return [];
    told.add(layer);
    return gaps.map((gap) => ({ title, gap }));
  });
  const all = [...pauses.map((gap) => ({ title: 'All layers', gap })), ...own];
  const sentences = all.slice(0, MAX_TOLD).map(({ title, gap }) => gapSentence(gap, words, title));
  const more = all.length - sentences.length;
  return more > 0 ? [...sentences, `and ${more} more`] : sentences;
}
