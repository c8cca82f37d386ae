/** What differs between two texts, by line: the shortest edit (Myers 1986). Pure. */
import { linesOf } from './unified-diff.ts';

/** Lines [oldStart, oldEnd) of the old text became lines [newStart, newEnd) of the new one. From 0. */
export interface LineSpan {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

export interface LineChange extends LineSpan {
  /** The lines themselves, each with its line feed. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Beyond so many changed lines the middle is given as one change: the search grows with their square. */
const MAX_EDITS = 1500;

/** In order; none where the texts are equal. */
export function diffTexts(oldText: string, newText: string): readonly LineChange[] {
  if (oldText === newText) return [];
  const [before, after] = [linesOf(oldText), linesOf(newText)];
  return spansBetween(before, after).map((span) => ({
    ...span,
    removed: before.slice(span.oldStart, span.oldEnd),
    added: after.slice(span.newStart, span.newEnd),
  }));
}

/** The same as columns, to be handed to another thread: oldStart, oldEnd, newStart and newEnd of each change in turn. */
export function diffSpans(oldText: string, newText: string): Int32Array<ArrayBuffer> {
  const changes = diffTexts(oldText, newText);
  return Int32Array.from(changes.flatMap((one) => [one.oldStart, one.oldEnd, one.newStart, one.newEnd]));
}

/** What `diffTexts` gives, of what `diffSpans` gave for the same texts. */
export function changesOfSpans(spans: Int32Array, oldText: string, newText: string): readonly LineChange[] {
  const before = linesOf(oldText);
  const after = linesOf(newText);
  return Array.from({ length: spans.length / 4 }, (_, index) => {
    const [oldStart = 0, oldEnd = 0, newStart = 0, newEnd = 0] = spans.subarray(4 * index, 4 * index + 4);
    const removed = before.slice(oldStart, oldEnd);
    return { oldStart, oldEnd, newStart, newEnd, removed, added: after.slice(newStart, newEnd) };
  });
}

/** The same of texts that are lines already, without these. */
export function spansBetween(before: readonly string[], after: readonly string[]): readonly LineSpan[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const middle = {
    oldStart: head,
    oldEnd: before.length - tail,
    newStart: head,
    newEnd: after.length - tail,
  };
  // It takes at least as many edits as one is longer than the other: where that is too many, none are searched for.
  if (Math.abs(before.length - after.length) > MAX_EDITS) return [middle];
  const numberOf = numbering();
  const steps = shortestEdit(
    Int32Array.from(before.slice(head, middle.oldEnd), numberOf),
    Int32Array.from(after.slice(head, middle.newEnd), numberOf),
  );
  return steps ? group(steps, head) : [middle];
}

/** Equal numbers for equal lines: comparing lines themselves over and over takes longer than looking each up once. */
function numbering(): (line: string) => number {
  const numbers = new Map<string, number>();
  return (line) => {
    const number = numbers.get(line) ?? numbers.size;
    numbers.set(line, number);
    return number;
  };
}

/** A place where a line is removed or added; places are in order. */
interface Step {
  readonly kind: 'removed' | 'added';
  readonly old: number;
  readonly new: number;
}

/** Steps that touch make one change. `offset`: lines before both. */
function group(steps: readonly Step[], offset: number): readonly LineSpan[] {
  const spans: { oldStart: number; oldEnd: number; newStart: number; newEnd: number }[] = [];
  for (const step of steps) {
    const [oldAt, newAt] = [step.old + offset, step.new + offset];
    let span = spans.at(-1);
    if (span?.oldEnd !== oldAt || span.newEnd !== newAt) {
      span = { oldStart: oldAt, oldEnd: oldAt, newStart: newAt, newEnd: newAt };
      spans.push(span);
    }
    if (step.kind === 'removed') span.oldEnd += 1;
    else span.newEnd += 1;
  }
  return spans;
}

/** undefined: there are more than `MAX_EDITS`. */
function shortestEdit(before: Int32Array, after: Int32Array): readonly Step[] | undefined {
  const [rows, columns] = [before.length, after.length];
  /** For each number of edits: how far along `before` each diagonal k, at [k + edits], had come before. */
  const history: Int32Array[] = [];
  let reached = new Int32Array([0]);
  for (let edits = 0; edits <= Math.min(rows + columns, MAX_EDITS); edits += 1) {
    const next = new Int32Array(2 * edits + 1);
    for (let k = -edits; k <= edits; k += 2) {
      let x = edits === 0 ? 0 : stepTo(reached, k, edits).x;
      while (x < rows && x - k < columns && before[x] === after[x - k]) x += 1;
      next[k + edits] = x;
      if (x < rows || x - k < columns) continue;
      return walkBack(history, rows, columns);
    }
    history.push(next);
    reached = next;
  }
  return undefined;
}

/** The better way onto diagonal `k` with edit number `edits`, from what was `reached` with one less. */
function stepTo(
  reached: Int32Array,
  k: number,
  edits: number,
): { readonly x: number; readonly kind: Step['kind'] } {
  const below = reached[k - 1 + edits - 1];
  const above = reached[k + 1 + edits - 1];
  // Along an edge of the search only one neighbour exists.
  if (k === -edits || (k !== edits && (below ?? -1) < (above ?? -1))) return { x: above ?? 0, kind: 'added' };
  return { x: (below ?? 0) + 1, kind: 'removed' };
}

function walkBack(history: readonly Int32Array[], rows: number, columns: number): readonly Step[] {
  const steps: Step[] = [];
  let k = rows - columns;
  for (let edits = history.length; edits > 0; edits -= 1) {
    const { x, kind } = stepTo(history[edits - 1] ?? new Int32Array(), k, edits);
    steps.push(kind === 'removed' ? { kind, old: x - 1, new: x - k } : { kind, old: x, new: x - k - 1 });
    k += kind === 'removed' ? -1 : 1;
  }
  return steps.reverse();
}
