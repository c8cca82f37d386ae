import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { patchesOf } from '../../../src/panes/diff/patches.ts';
import { patchText } from '../../../src/panes/diff/patch-text.ts';
import type { TraceTime } from '../../../src/base/time.ts';
import type { EditEvent } from '../../../src/trace/layers.ts';
import { parseDiff, type FileDiff } from '../../../src/trace/unified-diff.ts';
import { Workspace } from '../../../src/trace/workspace.ts';

const plain = (...paths: readonly string[]): readonly FileDiff[] =>
  parseDiff(paths.map((path) => `--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-x\n+y\n`).join(''), 'x.diff');

function workspace(...lines: readonly string[]): Workspace {
  return new Workspace(
    lines.map((line, index) => {
      const [type = '', file = '', to = ''] = line.split(' ');
      return {
        time: index as TraceTime,
        event: { t: index, type, file, to, changes: [] } as unknown as EditEvent,
      };
    }),
  );
}

describe('the files of a diff of the whole', () => {
  it('are those that no edit tells of, with the id of the file that was only looked at', () => {
    const edits = workspace('save a', 'open b', 'rename c d', 'change e', 'delete f');
    const patches = patchesOf([{ prefix: '', files: plain('h', 'a', 'b', 'c', 'd', 'e', 'f', 'g') }], edits);
    expect([...patches.values()].map(({ id, path }) => [id, path])).toEqual([
      [1, 'b'],
      [5, 'g'],
      [6, 'h'],
    ]);
  });

  it('stand in the folder of their repository', () => {
    const diffs = [
      { prefix: 'server/', files: plain('a') },
      { prefix: 'client/', files: plain('a') },
    ];
    const paths = (edits: Workspace): readonly string[] =>
      [...patchesOf(diffs, edits).values()].map(({ path }) => path);
    expect(paths(workspace())).toEqual(['client/a', 'server/a']);
    expect(paths(workspace('save client/a'))).toEqual(['server/a']);
  });

  it('say what became of them, and how much', () => {
    const diff = [
      'diff --git a/new b/new\nnew file mode 100644\n--- /dev/null\n+++ b/new\n@@ -0,0 +1,2 @@\n+a\n+b\n',
      'diff --git a/from b/copy\nsimilarity index 90%\ncopy from from\ncopy to copy\n',
      'diff --git a/was b/is\nrename from was\nrename to is\n--- a/was\n+++ b/is\n@@ -1 +1 @@\n-x\n+y\n',
      'diff --git a/gone b/gone\ndeleted file mode 100644\n--- a/gone\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n',
    ].join('');
    const patches = [...patchesOf([{ prefix: '', files: parseDiff(diff, 'x.diff') }], workspace()).values()];
    expect(
      patches.map(({ path, oldPath, mark, added, removed }) => [path, oldPath, mark, added, removed]),
    ).toEqual([
      ['copy', 'from', 'added', 0, 0],
      ['gone', 'gone', 'deleted', 0, 1],
      ['is', 'was', 'renamed', 1, 1],
      ['new', 'new', 'added', 2, 0],
    ]);
  });
});

describe('hunks as texts', () => {
  const textOf = (diff: string) => {
    const [file] = parseDiff(`--- a/a\n+++ b/a\n${diff}`, 'x.diff');
    if (!file) throw new Error('there is one');
    return patchText(file);
  };

  it('number each row by its line in the file, and part the hunks', () => {
    const { original, modified, hunks } = textOf(
      '@@ -1,2 +1,3 @@\n a\n+b\n c\n@@ -40,3 +41,2 @@ f() {\n-d\n-e\n+E\n g\n',
    );
    expect(original).toEqual({ text: 'a\nc\n⋯ f() {\nd\ne\ng', numbers: [1, 2, undefined, 40, 41, 42] });
    expect(modified).toEqual({ text: 'a\nb\nc\n⋯ f() {\nE\ng', numbers: [1, 2, 3, undefined, 41, 42] });
    expect(hunks.map(({ line, row, added, removed }) => [line, row, added.length, removed.length])).toEqual([
      [2, 2, 1, 0],
      [41, 5, 1, 2],
    ]);
  });

  it('number rightly where a side has no lines', () => {
    expect(textOf('@@ -5,0 +6,2 @@\n+a\n+b\n').modified.numbers).toEqual([undefined, 6, 7]);
    expect(textOf('@@ -6,2 +5,0 @@\n-a\n-b\n').original.numbers).toEqual([undefined, 6, 7]);
    expect(textOf('@@ -0,0 +1 @@\n+a\n').modified).toEqual({ text: 'a', numbers: [1] });
  });

  it('keep one row a line, whatever ends it', () => {
    const { modified } = textOf('@@ -1 +1,2 @@\n-x\n+a\rb\r\n+c\n\\ No newline at end of file\n');
    expect(modified).toEqual({ text: 'a␍b\nc', numbers: [1, 2] });
  });

  it('are those of a real patch', ({ skip }) => {
    const path = '../shared/data/swe-agent/pydicom-1458.patch';
    if (!existsSync(path)) return skip(`${path} is absent`);
    const files = parseDiff(readFileSync(path, 'utf8'), path);
    const patches = [...patchesOf([{ prefix: '', files }], workspace()).values()];
    expect(patches.length).toBeGreaterThan(0);
    for (const { file, added, removed } of patches) {
      const { hunks, original, modified } = patchText(file);
      expect(hunks.reduce((sum, hunk) => sum + hunk.added.length, 0)).toBe(added);
      expect(hunks.reduce((sum, hunk) => sum + hunk.removed.length, 0)).toBe(removed);
      for (const { text, numbers } of [original, modified]) {
        expect(text.split('\n')).toHaveLength(numbers.length);
        const lines = numbers.filter((line) => line !== undefined);
        expect(lines).toEqual(lines.toSorted((a, b) => a - b));
      }
    }
  });
});
