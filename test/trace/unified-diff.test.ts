import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffTexts } from '../../src/trace/line-diff.ts';
import { applyDiff, parseDiff, type FileDiff } from '../../src/trace/unified-diff.ts';

const OLD = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine';
const NEW = 'one\n2\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n';
const DIFF = `diff --git a/n.txt b/n.txt
index 1111111..2222222 100644
--- a/n.txt
+++ b/n.txt
@@ -1,4 +1,4 @@ heading
 one
-two
+2
 three
 four
@@ -7,3 +7,4 @@ six
 seven
 eight
-nine
\\ No newline at end of file
+nine
+ten
`;

function only(diff: string): FileDiff {
  const files = parseDiff(diff, 'x.diff');
  expect(files).toHaveLength(1);
  return files[0] as FileDiff;
}

const apply = (text: string, diff: string): string => applyDiff(text, only(diff), 'forward', 'x.diff');
const revert = (text: string, diff: string): string => applyDiff(text, only(diff), 'reverse', 'x.diff');

describe('a unified diff', () => {
  it('is applied to texts of any length', () => {
    const before = 'x\n'.repeat(200_000);
    const diff = '--- a/a\n+++ b/a\n@@ -200000 +200000 @@\n-x\n+y\n';
    expect(apply(before, diff) === `${before.slice(0, -2)}y\n`).toBe(true);
  });

  it('is applied both ways', () => {
    expect(apply(OLD, DIFF)).toBe(NEW);
    expect(revert(NEW, DIFF)).toBe(OLD);
  });

  it('does not fit a text that ends before a line of it, even an empty one', () => {
    const diff = '--- a/a\n+++ b/a\n@@ -1,2 +1 @@\n one\n-\n\\ No newline at end of file\n';
    expect(() => apply('one\n', diff)).toThrow('line 2 of the file');
  });

  it('makes a file and takes it away', () => {
    const diff =
      'diff --git a/a.txt b/a.txt\nnew file mode 100644\nindex 000..111\n--- /dev/null\n+++ b/a.txt\n@@ -0,0 +1,2 @@\n+a\n+b\n';
    expect(only(diff)).toMatchObject({ oldPath: undefined, newPath: 'a.txt' });
    expect(apply('', diff)).toBe('a\nb\n');
    expect(revert('a\nb\n', diff)).toBe('');
    expect(() => revert('a\nc\n', diff)).toThrow('line 2 of the file');
  });

  it('keeps carriage returns', () => {
    const diff = '--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n';
    expect(apply('a\r\nb\r\n', diff)).toBe('a\r\nc\r\n');
    expect(() => apply('a\nb\n', diff)).toThrow('line 1 of the file');
  });

  it('takes lines of a hunk for lines, whatever they look like', () => {
    const diff = '--- a/q.sql\n+++ b/q.sql\n@@ -1,2 +1,2 @@\n--- a note\n+++ another\n select\n';
    expect(apply('-- a note\nselect\n', diff)).toBe('++ another\nselect\n');
  });

  it('reads several files, renames, deletions, binaries, and quoted names', () => {
    const files = parseDiff(
      [
        'diff --git a/old.ts b/new.ts',
        'similarity index 100%',
        'rename from old.ts',
        'rename to new.ts',
        'diff --git a/logo.png b/logo.png',
        'index 1..2 100644',
        'Binary files a/logo.png and b/logo.png differ',
        'diff --git "a/gr\\303\\274n \\"x\\".txt" "b/gr\\303\\274n \\"x\\".txt"',
        'deleted file mode 100644',
        '--- "a/gr\\303\\274n \\"x\\".txt"',
        '+++ /dev/null',
        '@@ -1 +0,0 @@',
        '-x',
        '',
      ].join('\n'),
      'x.diff',
    );
    expect(files).toMatchObject([
      { oldPath: 'old.ts', newPath: 'new.ts', hunks: [] },
      { oldPath: 'logo.png', newPath: 'logo.png', binary: true },
      { oldPath: 'grün "x".txt', newPath: undefined },
    ]);
  });

  it('reads modes, copies, and what stands above a hunk', () => {
    const files = parseDiff(
      [
        'diff --git a/run.sh b/run.sh',
        'old mode 100644',
        'new mode 100755\r',
        'diff --git a/a.ts b/b c .ts',
        'similarity index 90%',
        'copy from a.ts',
        'copy to b c .ts',
        '--- a/a.ts',
        '+++ b/b c .ts',
        '@@ -4 +4 @@ function f() {',
        '-x',
        '+y',
        'diff --git a/link b/link',
        'new file mode 120000',
        '',
      ].join('\n'),
      'x.diff',
    );
    expect(files).toMatchObject([
      { oldPath: 'run.sh', newPath: 'run.sh', oldMode: '100644', newMode: '100755', copied: false },
      { oldPath: 'a.ts', newPath: 'b c .ts', copied: true, hunks: [{ heading: 'function f() {' }] },
      { oldPath: undefined, newPath: 'link', oldMode: undefined, newMode: '120000' },
    ]);
  });

  it.each([
    ['a line that is not there', DIFF.replace('-two', '-2wo'), 'line 2 of the file'],
    ['a hunk out of place', DIFF.replace('-7,3', '-2,3'), 'no place'],
    ['a hunk past the end', DIFF.replace('-7,3', '-70,3'), 'no place'],
    ['a cut hunk', DIFF.slice(0, DIFF.indexOf('+nine')), 'ends in the middle'],
    ['a line that is none', DIFF.replace(' three', 'three'), 'is no line of a hunk'],
    ['too many lines', DIFF.replace('-1,4', '-1,1'), 'one too many'],
    ['a bad hunk header', DIFF.replace('@@ -1,4', '@@ -x'), 'is no hunk'],
    ['text that is no diff', 'hello\n', 'belongs to no file'],
  ])('refuses %s', (_, diff, words) => {
    expect(() => apply(OLD, diff)).toThrow(words);
  });
});

describe('the difference of two texts', () => {
  const text = fc
    .array(fc.constantFrom('a\n', 'b\n', 'c\n', '\n', 'd\r\n'), { maxLength: 30 })
    .map((lines) => lines.join(''));

  it('leads from one to the other, and is empty for equal ones', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = before === '' ? [] : before.split(/(?<=\n)/);
        for (const change of diffTexts(before, after).toReversed()) {
          expect(lines.slice(change.oldStart, change.oldEnd)).toEqual(change.removed);
          lines.splice(change.oldStart, change.oldEnd - change.oldStart, ...change.added);
        }
        expect(lines.join('')).toBe(after);
        expect(diffTexts(before, before)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('is the shortest', () => {
    const changed = (before: string, after: string): number =>
      diffTexts(before, after).reduce((sum, { added, removed }) => sum + added.length + removed.length, 0);
    const common = (a: readonly string[], b: readonly string[]): number => {
      let row = Array.from({ length: b.length + 1 }, () => 0);
      for (const line of a) {
        const next = [0];
        b.forEach((other, index) =>
          next.push(line === other ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0)),
        );
        row = next;
      }
      return row.at(-1) ?? 0;
    };
    fc.assert(
      fc.property(text, text, (before, after) => {
        const [a, b] = [before, after].map((part) => (part === '' ? [] : part.split(/(?<=\n)/)));
        expect(changed(before, after)).toBe(
          (a?.length ?? 0) + (b?.length ?? 0) - 2 * common(a ?? [], b ?? []),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('says where lines stand', () => {
    expect(diffTexts(OLD, NEW)).toEqual([
      { oldStart: 1, oldEnd: 2, newStart: 1, newEnd: 2, removed: ['two\n'], added: ['2\n'] },
      { oldStart: 8, oldEnd: 9, newStart: 8, newEnd: 10, removed: ['nine'], added: ['nine\n', 'ten\n'] },
    ]);
  });

  it('gives up the detail of texts that have little in common, not the answer', () => {
    const many = (word: string): string =>
      Array.from({ length: 20_000 }, (_, index) => `${word} ${index}\n`).join('');
    const changes = diffTexts(`head\n${many('old')}tail\n`, `head\n${many('new')}tail\n`);
    expect(changes).toMatchObject([{ oldStart: 1, oldEnd: 20_001, newStart: 1, newEnd: 20_001 }]);
  });
});
