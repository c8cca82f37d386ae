/** What a test printed when it failed, line by line: which lines say what was expected, and which what came. Pure. */

export type LineTone = 'expected' | 'actual' | 'plain';

/** Lines that follow each other and are of one tone, with their line breaks. */
export interface ToneBlock {
  readonly tone: LineTone;
  readonly text: string;
}

/** Characters that are shown: a few thousand lines. */
const MAX_TEXT = 100_000;

// pytest puts an E before each line of a failure.
const EXPECTED = /^\s*(?:E\s+)?(?:expected|wanted)\b[^:]{0,40}:/i;
const ACTUAL = /^\s*(?:E\s+)?(?:actual|received|got|but (?:was|got))\b[^:]{0,40}:/i;
/** `+ actual - expected`, or one of the two lines `- Expected` and `+ Received`. */
const LEGEND = /^\s*[+-] (?:expected|actual|received)\b[^:]*$/i;

export function toneBlocks(text: string): readonly ToneBlock[] {
  const blocks: { readonly tone: LineTone; text: string }[] = [];
  // Only where a legend says so, a sign at the start is one of a comparison: elsewhere it may be a list.
  let compares = false;
  for (const line of text.split(/(?<=\n)/)) {
    const legend = LEGEND.test(line);
    compares ||= legend;
    const tone = toneOf(line, compares && !legend);
    const last = blocks.at(-1);
    if (last?.tone === tone) last.text += line;
    else blocks.push({ tone, text: line });
  }
  return blocks;
}

function toneOf(line: string, compares: boolean): LineTone {
  if (EXPECTED.test(line) || (compares && /^\s*-/.test(line))) return 'expected';
  return ACTUAL.test(line) || (compares && /^\s*\+/.test(line)) ? 'actual' : 'plain';
}

/** The beginning and the end of a very long text: what went wrong mostly stands in one of them. */
export function cutMiddle(text: string): {
  readonly head: string;
  readonly left: number;
  readonly tail: string;
} {
  if (text.length <= MAX_TEXT) return { head: text, left: 0, tail: '' };
  const half = MAX_TEXT / 2;
  return { head: text.slice(0, half), left: text.length - MAX_TEXT, tail: text.slice(-half) };
}
