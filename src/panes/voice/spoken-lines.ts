/** The cues of a transcript as lines, and who says them. Pure. */
import type { Cue } from '../../trace/layers.ts';
import type { Line } from './line.ts';

/** A name of up to three words, a colon and a space, perhaps after the `>>` of live captions. */
const PREFIX =
  /^(?:>>\s*)?([\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}\p{N}.'’_-]{0,23}(?: [\p{L}\p{N}][\p{L}\p{M}\p{N}.'’_-]{0,23}){0,2})(?::\s+|：\s*)(?=\S)/u;

/**
 * `name`: whose transcript it is, where there are several.
 *
 * The speaker is the one that the cue's voice tag names. Without a tag, `Name:` at the start of a cue is taken for one,
 * and taken away from the text, where the same name stands before at least two cues of the transcript: a lone `Note:`
 * or `First:` is part of what was said.
 */
export function spokenLines(cues: readonly Cue[], name: string | undefined): readonly Line[] {
  const counts = new Map<string, number>();
  const prefixes = cues.map((cue) => (cue.speaker === undefined ? PREFIX.exec(cue.text) : null));
  for (const prefix of prefixes) {
    const found = prefix?.[1];
    if (found !== undefined) counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  return cues.map((cue, index): Line => {
    const prefix = prefixes[index];
    const named = prefix?.[1];
    const isName = named !== undefined && (counts.get(named) ?? 0) > 1;
    return {
      ...cue,
      text: isName ? cue.text.slice(prefix?.[0].length) : cue.text,
      speaker: cue.speaker ?? (isName ? named : name),
      written: false,
      decision: false,
    };
  });
}
