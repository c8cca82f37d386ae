import { describe, expect, it } from 'vitest';
import { fromSeconds } from '../../src/base/time.ts';
import {
  changesFrom,
  pathAt,
  stateAt,
  versionAt,
  workedLineAt,
  Workspace,
} from '../../src/trace/workspace.ts';
import { edits } from './workspace-traces.ts';

const at = fromSeconds;

describe('a workspace', () => {
  it('knows the file in front, and what was open behind it', () => {
    const workspace = new Workspace(
      edits(
        '1 open a',
        '2 open b',
        '3 focus a',
        '4 save b command',
        '5 close a',
        '6 close b',
        '7 save c editor',
      ),
    );
    const front = (seconds: number): string | undefined =>
      workspace.files[workspace.frontAt(at(seconds)) ?? -1]?.names[0]?.path;
    expect([0, 1, 2, 3, 4, 5, 6, 7].map(front)).toEqual([undefined, 'a', 'b', 'a', 'a', 'b', undefined, 'c']);
  });

  it('takes what a program wrote for in front where no editor tells', () => {
    const workspace = new Workspace(edits('1 save a command', '2 save b command'));
    expect(workspace.frontAt(at(1))).toBe(0);
    expect(workspace.frontAt(at(2))).toBe(1);
  });

  it('finds the version of a time, and that of the last commit', () => {
    const workspace = new Workspace(edits('1 save a', '2 commit x', '3 save a', '4 delete a', '5 commit y'));
    const [file] = workspace.files;
    if (!file) throw new Error('no file');
    expect([0, 1, 2.9, 3, 4, 9].map((seconds) => versionAt(file, at(seconds))?.index)).toEqual([
      undefined,
      0,
      0,
      1,
      2,
      2,
    ]);
    expect([1, 2, 4, 5].map((seconds) => workspace.committedAt(file, at(seconds))?.index)).toEqual([
      undefined,
      0,
      0,
      2,
    ]);
    expect(workspace.eventsUntil(at(2.5))).toBe(2);
  });

  it('takes no save into a commit that comes after it, also at the same time', () => {
    const workspace = new Workspace(edits('1 save a', '2 commit x', '2 save a', '3 commit y'));
    const [file] = workspace.files;
    if (!file) throw new Error('no file');
    expect([2, 3].map((seconds) => workspace.committedAt(file, at(seconds))?.index)).toEqual([0, 1]);
  });

  it('tells the commits of several repositories apart', () => {
    const lines = ['1 save api/a', '1 save web/a', '2 commit x api', '3 commit y web', '4 save api/a'];
    const committed = (repos: readonly string[], seconds: number): readonly (number | undefined)[] => {
      const workspace = new Workspace(edits(...lines, '5 commit z', '6 save web/a', '7 commit w api'), repos);
      return workspace.files.map((file) => workspace.committedAt(file, at(seconds))?.index);
    };
    const several = [2, 3, 4, 5, 7].map((seconds) => committed(['api', 'web'], seconds));
    expect(several).toEqual([
      [0, undefined],
      [0, 0],
      [0, 0],
      // Nobody says of which repository it is.
      [1, 0],
      [1, 0],
    ]);
    // The name of the only one stands in no path.
    expect(committed([], 7)).toEqual([1, 1]);
  });

  it('follows a file through its names, and ends what it replaces', () => {
    const workspace = new Workspace(edits('1 save a', '2 save b', '3 rename a b', '4 save b', '5 save a'));
    const [first, second, third] = workspace.files;
    if (!first || !second || !third) throw new Error('there are three files');
    expect([1, 3].map((seconds) => pathAt(first, at(seconds)))).toEqual(['a', 'b']);
    expect(first.versions.map(({ time }) => time)).toEqual([at(1), at(4)]);
    expect(versionAt(second, at(3))?.kind).toBe('deleted');
    expect(third.versions).toHaveLength(1);
  });
});

describe('what was typed', () => {
  const workspace = new Workspace(
    edits(
      '1 change a 5',
      '2 change a 7',
      '3 cursor a 20',
      '4 save a',
      '4 change a 9',
      '5 rename a b',
      '6 change b 1',
      '6 save b',
      '7 change c 3',
      '8 rename b c',
    ),
  );
  const [file, other] = workspace.files;
  if (!file || !other) throw new Error('there are two files');

  it('counts from the last write, also of the same time, and through a rename', () => {
    const states = [0, 1, 3, 4, 5, 6, 7].map((seconds) => stateAt(file, at(seconds)));
    expect(states.map(({ version, unsaved }) => [version?.index, unsaved])).toEqual([
      [undefined, 0],
      [undefined, 1],
      [undefined, 2],
      [0, 1],
      [0, 1],
      [1, 0],
      [1, 0],
    ]);
    expect([0, 2].map((from) => changesFrom(file, from).length)).toEqual([2, 2]);
  });

  it('is gone with the file that a rename replaces', () => {
    expect(stateAt(other, at(7)).unsaved).toBe(1);
    expect(stateAt(other, at(8))).toMatchObject({ version: { kind: 'deleted' }, unsaved: 0 });
  });

  it('tells the line that was worked in since', () => {
    // A change leaves off behind what it put there.
    expect([0, 1, 2, 3, 4, 5, 6].map((seconds) => workedLineAt(file, at(seconds)))).toEqual([
      undefined,
      7,
      9,
      21,
      11,
      11,
      undefined,
    ]);
  });

  it('is gone once the file is closed: what comes later stands on what is on disk', () => {
    const [closed] = new Workspace(
      edits('1 save a', '2 change a 5', '3 close a', '4 change a 8', '5 change a 8', '6 close a', '7 open a'),
    ).files;
    if (!closed) throw new Error('no file');
    const states = [2, 3, 4, 5, 6, 7].map((seconds) => stateAt(closed, at(seconds)));
    expect(states.map(({ version, unsaved }) => [version?.index, unsaved])).toEqual([
      [0, 1],
      [0, 0],
      [0, 1],
      [0, 2],
      [0, 0],
      [0, 0],
    ]);
    expect([0, 1].map((from) => changesFrom(closed, from))).toEqual([
      closed.changes.slice(0, 1),
      closed.changes.slice(1),
    ]);
    expect([2, 3, 4].map((seconds) => workedLineAt(closed, at(seconds)))).toEqual([7, undefined, 10]);
  });

  it('leaves the line that was looked at alone where closing discards nothing', () => {
    const [closed] = new Workspace(edits('1 cursor a 4', '2 close a')).files;
    if (!closed) throw new Error('no file');
    expect(closed.starts).toEqual([]);
    expect(workedLineAt(closed, at(2))).toBe(5);
  });
});
