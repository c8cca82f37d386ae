/** The text of a task as blocks that can be set like what they are. No markup is read away: every sign stays. Pure. */

export type BlockKind = 'heading' | 'text' | 'item' | 'lines' | 'code';

export interface StatementBlock {
  readonly kind: BlockKind;
  /** Without the line break at its end. */
  readonly text: string;
}

const FENCE = /^ {0,3}(?:`{3,}|~{3,})/;
const HEADING = /^ {0,3}#{1,6}\s/;
const ITEM = /^\s*(?:[-*+]|\d{1,3}[.)])\s/;
const INDENTED = /^(?: {4}|\t)/;
/** Tables, quotations and lines that end on purpose: their line breaks mean something. */
const KEPT = /^\s*[|>]| {2}$|\\$/;

/** Only blank lines between blocks are left out. */
export function statementBlocks(text: string): readonly StatementBlock[] {
  const blocks: { kind: BlockKind; lines: string[] }[] = [];
  let open: { kind: BlockKind; lines: string[] } | undefined;
  let fence: string | undefined;
  for (const line of text.split('\n')) {
    const mark = FENCE.exec(line)?.[0].trim();
    if (fence !== undefined) {
      open?.lines.push(line);
      if (mark !== undefined && mark.startsWith(fence)) [fence, open] = [undefined, undefined];
      continue;
    }
    if (line.trim() === '') {
      // A blank line between two lines of code is one of them.
      if (open?.kind === 'code') open.lines.push(line);
      else open = undefined;
      continue;
    }
    const kind = mark === undefined ? kindOf(line, open?.kind) : 'code';
    if (mark !== undefined) fence = mark;
    if (
      open?.kind === kind &&
      mark === undefined &&
      kind !== 'heading' &&
      !(kind === 'item' && ITEM.test(line))
    )
      open.lines.push(line);
    else {
      open = { kind, lines: [line] };
      blocks.push(open);
    }
  }
  return blocks.map(({ kind, lines }) => ({
    kind: kind === 'text' && lines.some((line) => KEPT.test(line)) ? 'lines' : kind,
    text: lines.join('\n').trimEnd(),
  }));
}

function kindOf(line: string, before: BlockKind | undefined): BlockKind {
  if (HEADING.test(line)) return 'heading';
  if (ITEM.test(line)) return 'item';
  // An indented line goes on with a paragraph or an item, if it follows one.
  if (before === 'item' || before === 'text') return before;
  return INDENTED.test(line) ? 'code' : 'text';
}
