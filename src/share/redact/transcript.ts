/** WebVTT and SRT: words that are to be removed, and all of the cues that are spoken within a removed time. Pure. */
import type { Finder } from './finder.ts';
import { Counts, maskText, without, type Masked } from './mask.ts';
import { Units } from './views.ts';

/** `hides`: id of the redaction by which the cue with this time, in seconds of the file, goes; undefined: it stays. */
export function redactTranscript(
  source: string,
  finder: Finder,
  hides: (start: number, end: number) => string | undefined,
): Masked {
  const counts = new Counts();
  const blocks = source.split(/(\r?\n[ \t]*(?:\r?\n[ \t]*)+)/);
  const made = blocks.map((block) => {
    const time = TIMING.exec(block);
    const id = time && hides(secondsOf(time[1] ?? ''), secondsOf(time[2] ?? ''));
    if (!time || id === undefined || id === null) return block;
    counts.one(id);
    const head = block.slice(0, time.index + time[0].length);
    return `${head}\n[REDACTED:${id}]`;
  });
  const text = made.join('');
  const { hits, counts: spoken } = finder.findIn(words(text));
  counts.add(spoken);
  const rest = maskText(without(text, hits), finder);
  counts.add(rest.counts);
  return { text: rest.text, counts: counts.all };
}

const TIMING = /^(\d[\d:.,]+)[ \t]+-->[ \t]+(\d[\d:.,]+).*$/m;

/** What is said, without what stands between the cues: a sentence may go on in the next. */
function words(text: string): ReturnType<Units['view']> {
  const units = new Units();
  let start = 0;
  for (const line of text.split('\n')) {
    const isFrame = TIMING.test(line) || /^\d*\s*$/.test(line);
    // The line feed is a blank, and stays.
    if (!isFrame)
      for (let at = start; at <= start + line.length; at += 1) units.add(text.charAt(at) || ' ', at, at + 1);
    start += line.length + 1;
  }
  return units.view();
}

/** `1:02:03.450`, `02:03,450`. */
function secondsOf(time: string): number {
  return time
    .replace(',', '.')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
}
