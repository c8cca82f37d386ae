import { describe, expect, it } from 'vitest';
import type { FileRow, Mark } from '../../../src/panes/diff/diff-data.ts';
import { treeRows } from '../../../src/panes/diff/file-tree.ts';

function files(...paths: readonly string[]): readonly FileRow[] {
  return paths.map((line, id) => {
    const [path = '', mark = 'same'] = line.split(' ');
    const rest = { front: false, unsaved: false, formerly: undefined, patch: undefined };
    return { id, path, mark: mark as Mark, ...rest };
  });
}

/** The rows, indented: `+` an open folder, `-` a closed one, `*` one that holds changes. */
function drawn(rows: readonly FileRow[], ...collapsed: readonly string[]): readonly string[] {
  return treeRows(rows, new Set(collapsed)).map((row) => {
    const sign = row.kind === 'file' ? '' : `${row.expanded ? '+' : '-'}${row.changed ? '*' : ''} `;
    return ' '.repeat(row.level - 1) + sign + row.name;
  });
}

describe('the tree of files', () => {
  it('has folders first, by name, and joins those that hold nothing else', () => {
    expect(
      drawn(files('z.ts', 'src/b.ts', 'src/a.ts', 'src/deep/er/x.ts', 'a.ts', 'lib/only/one/y.ts')),
    ).toEqual(['+ lib/only/one', ' y.ts', '+ src', ' + deep/er', '  x.ts', ' a.ts', ' b.ts', 'a.ts', 'z.ts']);
  });

  it('marks every folder above a change', () => {
    expect(drawn(files('a/b/x modified', 'a/c/y', 'd/z opened'))).toEqual([
      '+* a',
      ' +* b',
      '  x',
      ' + c',
      '  y',
      '+ d',
      ' z',
    ]);
  });

  it('leaves out what stands in a closed folder', () => {
    expect(drawn(files('a/b/x deleted', 'a/c/y', 'd'), 'a/')).toEqual(['-* a', 'd']);
    expect(drawn(files('a/b/x', 'a/c/y'), 'a/c/')).toEqual(['+ a', ' + b', '  x', ' - c']);
  });

  it('takes any path', () => {
    expect(drawn(files('/x', 'a//b', '../c', 'd/'))).toEqual([
      '+ ',
      ' x',
      '+ ..',
      ' c',
      '+ a/',
      ' b',
      '+ d',
      ' ',
    ]);
    const deep = treeRows(files('a/'.repeat(50_000) + 'x'), new Set());
    expect(deep).toHaveLength(2);
  });

  it('is made in little time of many files', () => {
    const many = files(
      ...Array.from({ length: 20_000 }, (_, index) => `p${index % 50}/q${index % 700}/f${index}`),
    );
    const start = performance.now();
    expect(treeRows(many, new Set()).length).toBeGreaterThan(20_000);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
