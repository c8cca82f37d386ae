/** Finding a regular expression in a part of a corpus. Pure; nothing can interrupt it but the end of its worker. */
import type { Corpus } from './corpus.ts';
import { NumberList } from './number-list.ts';
import { isLineSafe, isWhole, regexOf, type Query } from './query.ts';

/** Some lines of a corpus. */
export interface Block {
  readonly text: string;
  /** Where each line begins in `text`; one more at the end. */
  readonly starts: Uint32Array;
}

/** What was found, as places in the block's text: [ats[i], ends[i]) in line lines[i]. Ascending. */
export interface Matches {
  readonly lines: Uint32Array;
  readonly ats: Uint32Array;
  readonly ends: Uint32Array;
}

/** Characters of a block, unless a single line has more. */
const BLOCK = 1 << 20;

/** Of the first block of all, so that something is found soon. */
const FIRST_BLOCK = 1 << 16;

/** The lines from `first` on that make up a block: [first, end). */
export function blockEnd({ starts }: Pick<Corpus, 'starts'>, first: number): number {
  const limit = (starts[first] ?? 0) + (first === 0 ? FIRST_BLOCK : BLOCK);
  let end = first + 1;
  while (end < starts.length - 1 && (starts[end + 1] ?? Infinity) <= limit) end += 1;
  return end;
}

export function blockOf(
  { text, starts }: Pick<Corpus, 'text' | 'starts'>,
  first: number,
  end: number,
): Block {
  const from = starts[first] ?? 0;
  return {
    text: text.slice(from, starts[end]),
    starts: starts.slice(first, end + 1).map((start) => start - from),
  };
}

/**
 * The matches of a query with a pattern, which is not empty: the first of each line, or with `all` every one. Matches of
 * no length are none. Throws `pattern-invalid`.
 */
export function matchPattern({ text, starts }: Block, query: Query, all: boolean): Matches {
  const regex = regexOf(query);
  const lines = new NumberList(Uint32Array);
  const ats = new NumberList(Uint32Array);
  const ends = new NumberList(Uint32Array);
  const count = starts.length - 1;
  const put = (line: number, at: number, end: number): boolean => {
    if (end === at || (query.wholeWord && !isWhole(text, at, end))) return false;
    lines.push(line);
    ats.push(at);
    ends.push(end);
    return !all;
  };
  if (isLineSafe(query.text)) {
    let line = 0;
    for (let match = regex.exec(text); match; match = regex.exec(text)) {
      const at = match.index;
      while (line < count - 1 && (starts[line + 1] ?? Infinity) <= at) line += 1;
      const next = starts[line + 1] ?? text.length;
      const end = at + match[0].length;
      // After the last line there is one that is none.
      if (at >= text.length) break;
      if (put(line, at, end)) regex.lastIndex = next;
      else if (end === at) regex.lastIndex = nextIndex(text, at);
    }
  } else
    for (let line = 0; line < count; line++) {
      const start = starts[line] ?? 0;
      const words = text.slice(start, (starts[line + 1] ?? 0) - 1);
      regex.lastIndex = 0;
      for (let match = regex.exec(words); match; match = regex.exec(words)) {
        const end = match.index + match[0].length;
        if (put(line, start + match.index, start + end)) break;
        if (end === match.index) regex.lastIndex = nextIndex(words, end);
      }
    }
  return { lines: lines.all(), ats: ats.all(), ends: ends.all() };
}

/** Not into the middle of a pair. */
function nextIndex(text: string, at: number): number {
  return at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}
