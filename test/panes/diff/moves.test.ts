import { describe, expect, it } from 'vitest';
import { findMoves, type MoveEnd } from '../../../src/panes/diff/moves.ts';

let count = 0;
function end(path: string, text: string | undefined, sha256 = `sha of ${text ?? path}`): MoveEnd {
  count += 1;
  return { id: count, path, sha256, lines: text?.split(' ').filter(Boolean) };
}

/** `from > to: share`, of each move. */
function moves(gone: readonly MoveEnd[], came: readonly MoveEnd[]): readonly string[] {
  return findMoves(gone, came).map((move) => `${move.gone.path} > ${move.came.path}: ${move.alike}`);
}

describe('moves', () => {
  it('are told by equal content, whatever the names are', () => {
    expect(moves([end('a/x.js', 'p q')], [end('b/y.js', 'p q')])).toEqual(['a/x.js > b/y.js: 1']);
  });

  it('are told by half of the lines, or fewer where the name stays', () => {
    const from = end('a/x.js', 'p q r s');
    expect(moves([from], [end('b/y.js', 'p q 1 2')])).toEqual(['a/x.js > b/y.js: 0.5']);
    expect(moves([from], [end('b/y.js', 'p 1 2 3')])).toEqual([]);
    expect(moves([from], [end('b/x.js', 'p q 1 2 3 4')])).toHaveLength(1);
    expect(moves([from], [end('b/x.js', 'p 1 2 3')])).toEqual([]);
  });

  it('count a line as often as both have it', () => {
    expect(moves([end('a', 'p p p p')], [end('b', 'p 1 2 3')])).toEqual([]);
    expect(moves([end('a', 'p p p p')], [end('b', 'p p 2 3')])).toHaveLength(1);
  });

  it('take each file once, the most alike first, and the one that keeps its name before others', () => {
    expect(
      moves([end('a/x', 'p q r s')], [end('b/z', 'p q r 1'), end('b/x', 'p q 1 2'), end('c/x', '9')]),
    ).toEqual(['a/x > b/z: 0.75']);
    expect(moves([end('a/x', 'p'), end('a/y', 'p')], [end('b/y', 'p'), end('b/x', 'p')])).toEqual([
      'a/x > b/x: 1',
      'a/y > b/y: 1',
    ]);
  });

  it('are none of empty files, and of very long ones only by their whole content', () => {
    expect(moves([end('a/x', '')], [end('b/x', '')])).toEqual([]);
    expect(
      moves([end('a/x', undefined, '1')], [end('b/x', undefined, '1'), end('b/y', undefined, '2')]),
    ).toEqual(['a/x > b/x: 1']);
  });

  it('are looked for by name and content alone where there are very many files', () => {
    const gone = Array.from({ length: 60 }, (_, index) => end(`a/${index}.js`, `p q r ${index}`));
    const came = gone.map(({ path, lines = [] }, index) =>
      end(
        index === 0 ? 'b/other.js' : path.replace('a/', 'b/'),
        lines.join(' '),
        index === 1 ? 'x' : undefined,
      ),
    );
    const found = findMoves(gone, came);
    expect(found).toHaveLength(60);
    expect(found.every((move) => move.alike === 1)).toBe(true);
    const changed = came.map((one) => ({ ...one, path: `c${one.path}x`, sha256: `${one.sha256}!` }));
    expect(findMoves(gone, changed)).toEqual([]);
    expect(findMoves(gone.slice(0, 2), changed.slice(0, 2))).toHaveLength(2);
  });
});
