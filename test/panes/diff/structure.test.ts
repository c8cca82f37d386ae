import { describe, expect, it } from 'vitest';
import { changeWords, otherEnd, sumWords } from '../../../src/panes/diff/describe-structure.ts';
import {
  entriesOf,
  sideOf,
  sideText,
  sumsOf,
  type ChangedFile,
  type Side,
} from '../../../src/panes/diff/structure.ts';

const lines = { added: 2, removed: 1 };
const FILES: readonly ChangedFile[] = [
  { id: 1, path: 'src/new.js', kind: 'added', lines: { added: 5, removed: 0 } },
  { id: 2, path: 'src/old.js', kind: 'deleted', lines: { added: 0, removed: 7 } },
  { id: 3, path: 'src/main.js', kind: 'modified', lines },
  { id: 4, path: 'src/commands/out.js', kind: 'moved', from: 'src/queries/out.js', alike: 0.618, lines },
  { id: 5, path: 'lib/logo.png', kind: 'modified', lines: undefined },
];

const listed = (side: Side): readonly string[] =>
  entriesOf(FILES, side).map(({ path, left }) => `${path}${left ? ' left' : ''}`);

describe('the structure', () => {
  it('lists what was there before, what is there after, or both', () => {
    expect(listed('before')).toEqual([
      'src/old.js',
      'src/main.js',
      'src/queries/out.js left',
      'lib/logo.png',
    ]);
    expect(listed('after')).toEqual(['src/new.js', 'src/main.js', 'src/commands/out.js', 'lib/logo.png']);
    expect(listed('both')).toEqual([
      'src/new.js',
      'src/old.js',
      'src/main.js',
      'src/queries/out.js left',
      'src/commands/out.js',
      'lib/logo.png',
    ]);
  });

  it('counts files and lines by folder, a move once where both ends lie', () => {
    const sums = sumsOf(entriesOf(FILES, 'both'));
    const words = [...sums].map(
      ([path, sum]) => `${path}: ${sumWords(sum)} +${sum.lines.added} -${sum.lines.removed}`,
    );
    expect(words.sort()).toEqual([
      ': 1 added, 2 modified, 1 moved, 1 deleted +9 -9',
      'lib/: 1 modified +0 -0',
      'src/: 1 added, 1 modified, 1 moved, 1 deleted +9 -9',
      'src/commands/: 1 moved +2 -1',
      'src/queries/: 1 moved away +0 -0',
    ]);
    expect(sumWords(sumsOf(entriesOf(FILES, 'before')).get('') ?? expect.fail())).toBe(
      '2 modified, 1 moved away, 1 deleted',
    );
    expect(sumWords(sumsOf([]).get('') ?? expect.fail())).toBe('');
  });

  it('says where the other end of a move is, and how it is known', () => {
    const [left, here] = entriesOf(FILES, 'both').filter(({ file }) => file.kind === 'moved');
    expect(left && [changeWords(left), otherEnd(left)]).toEqual([
      'moved to src/commands/out.js; 61 % of its lines are the same',
      'src/commands/',
    ]);
    expect(here && [changeWords(here), otherEnd(here)]).toEqual([
      'moved from src/queries/out.js; 61 % of its lines are the same',
      'src/queries/',
    ]);
    const renamed = { id: 6, path: 'a/y.js', kind: 'moved', from: 'x.js', lines } as const;
    expect(entriesOf([renamed], 'after').map(otherEnd)).toEqual(['x.js']);
    expect(entriesOf(FILES, 'after').map(changeWords).at(-1)).toBe(
      'modified since the base commit; its lines cannot be compared',
    );
  });

  it('takes a path of any depth', () => {
    const deep = { id: 1, path: `${'a/'.repeat(50_000)}x`, kind: 'added', lines } as const;
    expect(sumsOf(entriesOf([deep], 'both')).size).toBe(41);
  });

  it('is shown first or not, and an address says only what is otherwise', () => {
    for (const first of [true, false])
      for (const side of ['both', 'before', 'after', undefined] as const)
        expect(sideOf(sideText(side, first), first)).toBe(side);
    expect([sideText('both', true), sideText(undefined, false)]).toEqual([undefined, undefined]);
    expect([sideOf('nonsense', true), sideOf('nonsense', false)]).toEqual(['both', undefined]);
  });
});
