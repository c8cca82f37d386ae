import { describe, expect, it } from 'vitest';
import type { Code } from '../../../src/panes/diff/code.ts';
import { fileOf, marksOf, rowOfLine } from '../../../src/panes/diff/found-line.ts';
import { patchesOf } from '../../../src/panes/diff/patches.ts';
import { fromSeconds } from '../../../src/base/time.ts';
import type { EditEvent } from '../../../src/schema/generated/types.ts';
import { parseDiff } from '../../../src/trace/unified-diff.ts';
import { Workspace } from '../../../src/trace/workspace.ts';

const code = (modified: string, numbers?: readonly (number | undefined)[]): Code => ({
  path: 'a.js',
  original: '',
  modified,
  numbers: numbers && { original: [], modified: numbers },
  changes: [],
});

describe('marksOf', () => {
  it('finds the words in the line, each time they stand there', () => {
    const text = 'one\nlet one = "ONE" + one;\n';
    expect(marksOf(code(text), { line: 2, words: ['one', 'ONE'] })).toEqual({
      row: 2,
      spans: [
        [4, 7],
        [11, 14],
        [18, 21],
      ],
    });
  });

  it.each([
    ['another text stands there now', 'two\n', 1],
    ['the file ends before', 'one\n', 9],
  ])('finds none where %s', (_, text, line) => {
    expect(marksOf(code(text), { line, words: ['one', ''] })).toBeUndefined();
  });

  it('finds them in parts of a file, by their own numbers', () => {
    const parts = code('…\none\ntwo\n…\nten\n', [undefined, 1, 2, undefined, 10]);
    expect(marksOf(parts, { line: 10, words: ['ten'] })).toEqual({ row: 5, spans: [[0, 3]] });
    expect([1, 2, 7, 10, 99].map((line) => rowOfLine(parts, line))).toEqual([2, 3, 3, 5, 5]);
    expect(rowOfLine(code('a\n'), 7)).toBe(7);
  });
});

describe('fileOf', () => {
  const edit = (seconds: number, event: Partial<EditEvent>) => ({
    time: fromSeconds(seconds),
    event: { t: seconds, type: 'save', file: 'a.js', ...event } as EditEvent,
  });
  const workspace = new Workspace([
    edit(1, {}),
    edit(2, { file: 'b.js' }),
    edit(3, { type: 'rename', to: 'c.js' }),
  ]);
  const diff = '--- a/old.js\n+++ b/new.js\n@@ -1 +1 @@\n-old\n+new\n';
  const patches = patchesOf([{ prefix: 'app/', files: parseDiff(diff, 'final.diff') }], workspace);
  const at = (seconds: number, place: string, kind: 'ide_edits' | 'file_diffs' | 'commands', line = 1) =>
    fileOf(
      { kind, place, line, words: [], layer: 'one', text: '' },
      workspace,
      patches,
      fromSeconds(seconds),
    );

  it('knows a file by its path at that time', () => {
    expect(at(2, 'a.js', 'ide_edits')).toBe(0);
    expect(at(3, 'c.js', 'ide_edits')).toBe(0);
    expect(at(3, 'b.js', 'ide_edits')).toBe(1);
    expect(at(3, 'a.js', 'ide_edits')).toBeUndefined();
  });

  it('knows a file of a diff by either path, without the name of its repository', () => {
    const [patch] = [...patches.keys()];
    expect(patch).toBeDefined();
    expect(at(3, 'new.js', 'file_diffs')).toBe(patch);
    expect(at(3, 'old.js', 'file_diffs')).toBe(patch);
    expect(at(3, 'b.js', 'file_diffs')).toBe(1);
    expect(at(3, 'ew.js', 'file_diffs')).toBeUndefined();
  });

  it('knows none of what is no line of a file', () => {
    expect(at(2, 'a.js', 'ide_edits', 0)).toBeUndefined();
    expect(at(2, 'a.js', 'commands')).toBeUndefined();
  });
});

describe('words that overlap', () => {
  it('are marked as far as they stand apart', () => {
    expect(marksOf(code('sSs Ss'), { line: 1, words: ['sS', 'Ss'] })?.spans).toEqual([
      [0, 2],
      [4, 6],
    ]);
  });
});
