/** Changes of lines in the words of Monaco's diff editor. */
import { LineRange } from 'monaco-editor/editor/common/core/ranges/lineRange.js';
import { DefaultLinesDiffComputer } from 'monaco-editor/editor/common/diff/defaultLinesDiffComputer/defaultLinesDiffComputer.js';
import { DetailedLineRangeMapping, RangeMapping } from 'monaco-editor/editor/common/diff/rangeMapping.js';
import { Range, type IRange } from 'monaco-editor/editor/editor.api.js';
import type { LineChange } from '../../trace/line-diff.ts';

/** Up to so many pairs of lines, and so many characters, words are compared within a change. */
const MAX_PAIRS = 2500;
const MAX_LENGTH = 20_000;
/** Milliseconds for all changes of a file: what comes after is compared by line. */
const BUDGET = 16;

const computer = new DefaultLinesDiffComputer();

/**
 * Ranges of rows, each with the words that differ in it. `ends`: after which line of either text the empty row follows
 * that the editor has after the last line feed; undefined: the text ends without one.
 */
export function lineMappings(
  changes: readonly LineChange[],
  ends: { readonly original: number | undefined; readonly modified: number | undefined },
): readonly DetailedLineRangeMapping[] {
  const deadline = performance.now() + BUDGET;
  return changes.flatMap((change) => {
    const before = rowsOf(change.removed, change.oldEnd === ends.original);
    const after = rowsOf(change.added, change.newEnd === ends.modified);
    const left = deadline - performance.now();
    return left > 0 && isSmall(before, after) ? wordsIn(change, before, after, left) : [wholeOf(change)];
  });
}

function wholeOf({ oldStart, oldEnd, newStart, newEnd }: LineChange): DetailedLineRangeMapping {
  const [before, after] = [new LineRange(oldStart + 1, oldEnd + 1), new LineRange(newStart + 1, newEnd + 1)];
  return new DetailedLineRangeMapping(before, after, undefined);
}

/** Lines without their ends. `atEnd`: the empty row after the last line feed belongs to them. */
function rowsOf(lines: readonly string[], atEnd: boolean): readonly string[] {
  const rows = lines.map((line) => line.replace(/\r?\n$/, ''));
  return atEnd ? [...rows, ''] : rows;
}

function isSmall(before: readonly string[], after: readonly string[]): boolean {
  const pairs = before.length * after.length;
  const length = [...before, ...after].reduce((sum, row) => sum + row.length, 0);
  return pairs > 0 && pairs <= MAX_PAIRS && length <= MAX_LENGTH;
}

/** None where only the ends of the lines differ, which the editor does not show. */
function wordsIn(
  { oldStart, newStart }: LineChange,
  before: readonly string[],
  after: readonly string[],
  millis: number,
): readonly DetailedLineRangeMapping[] {
  const options = {
    ignoreTrimWhitespace: false,
    maxComputationTimeMs: Math.ceil(millis),
    computeMoves: false,
  };
  return computer.computeDiff(before, after, options).changes.map(
    ({ original, modified, innerChanges }) =>
      new DetailedLineRangeMapping(
        original.delta(oldStart),
        modified.delta(newStart),
        innerChanges?.map(
          (inner) =>
            new RangeMapping(moved(inner.originalRange, oldStart), moved(inner.modifiedRange, newStart)),
        ),
      ),
  );
}

function moved({ startLineNumber, startColumn, endLineNumber, endColumn }: IRange, rows: number): Range {
  return new Range(startLineNumber + rows, startColumn, endLineNumber + rows, endColumn);
}
