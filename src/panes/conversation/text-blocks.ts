/** Long texts of agents as people can read them: fenced code apart, and no more at once than fits. No markup is run. Pure. */

export interface TextBlock {
  readonly code: boolean;
  readonly text: string;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** Fenced code apart from the rest. Every sign stays, the fences too. */
export function textBlocks(text: string): readonly TextBlock[] {
  const blocks: { code: boolean; lines: string[] }[] = [];
  let fence: string | undefined;
  for (const line of text.split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    const opens = fence === undefined && mark !== undefined;
    const code = fence !== undefined || opens;
    const last = blocks.at(-1);
    if (!last || opens || last.code !== code) blocks.push({ code, lines: [line] });
    else last.lines.push(line);
    if (opens) fence = mark;
    else if (fence !== undefined && mark !== undefined && mark.startsWith(fence)) fence = undefined;
  }
  return blocks.map(({ code, lines }) => ({ code, text: lines.join('\n') }));
}

export interface Cut {
  readonly text: string;
  /** Lines that are left out; 0: none. */
  readonly lines: number;
  /** Characters that are left out. */
  readonly characters: number;
}

/** The beginning of a text. */
export function cutText(text: string, maxLines: number, maxCharacters: number): Cut {
  let end = Math.min(text.length, maxCharacters);
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1))
    if ((lines += 1) > maxLines) end = at;
  // Half of a pair is no character.
  if (end < text.length && /[\uD800-\uDBFF]/.test(text.charAt(end - 1))) end -= 1;
  return { text: text.slice(0, end), lines: linesFrom(text, end), characters: text.length - end };
}

/** Line feeds of `text` from `start` on. */
function linesFrom(text: string, start: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** A text in pieces, of which some are what somebody looked for, in any case. */
export interface MarkedPiece {
  readonly text: string;
  readonly found: boolean;
}

/** Pieces of a text that are marked; a text may hold very many. */
const MAX_MARKS = 500;

export function markedPieces(text: string, words: readonly string[]): readonly MarkedPiece[] {
  const needles = words.map((word) => word.toLowerCase()).filter((word) => word !== '');
  const hay = text.toLowerCase();
  // Lower case may have another length, and then places would not be the same.
  if (needles.length === 0 || hay.length !== text.length) return [{ text, found: false }];
  const pieces: MarkedPiece[] = [];
  let at = 0;
  for (let marks = 0; marks < MAX_MARKS; marks++) {
    const next = needles
      .map((needle) => ({ start: hay.indexOf(needle, at), length: needle.length }))
      .filter(({ start }) => start >= 0)
      .sort((a, b) => a.start - b.start || b.length - a.length)[0];
    if (!next) break;
    if (next.start > at) pieces.push({ text: text.slice(at, next.start), found: false });
    at = next.start + next.length;
    pieces.push({ text: text.slice(next.start, at), found: true });
  }
  if (at < text.length) pieces.push({ text: text.slice(at), found: false });
  return pieces;
}
