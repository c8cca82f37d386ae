import { describe, expect, it, vi } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import type { ChangedFile } from '../../../src/panes/diff/structure.ts';
import { StructureReader } from '../../../src/panes/diff/structure-reader.ts';
import type { EditEvent } from '../../../src/schema/generated/types.ts';
import { diffTexts } from '../../../src/trace/line-diff.ts';
import { Workspace } from '../../../src/trace/workspace.ts';
import { WorkspaceTexts } from '../../../src/trace/workspace-texts.ts';
import { typed } from './traces.ts';

/** The diff of a file that is gone. */
const gone = (path: string, ...lines: readonly string[]): string =>
  `--- a/${path}\n+++ /dev/null\n@@ -1,${lines.length} +0,0 @@\n${lines.map((line) => `-${line}\n`).join('')}`;

const FILES: Readonly<Record<string, string>> = {
  main: 'one\ntwo\n2\n',
  'main.diff': '--- a/src/main.js\n+++ b/src/main.js\n@@ -1,2 +1,3 @@\n-1\n+one\n two\n+2\n',
  out: 'a\n  b\nc\nnew\n',
  'out.diff': gone('src/queries/out.js', 'a', 'b', 'c', 'old'),
  'run.diff': gone('src/run.js', 'run'),
  table: 'x\n',
  base: '1\ntwo\n',
  renamed: 'kept\n',
};
/** One a second. */
const EVENTS: readonly Partial<EditEvent>[] = [
  { type: 'open', file: 'loans/README.md' },
  { type: 'save', file: 'loans/src/main.js', content: 'main', diff: 'main.diff' },
  { type: 'create', file: 'loans/src/commands/out.js', content: 'out' },
  { type: 'delete', file: 'loans/src/queries/out.js', diff: 'out.diff' },
  { type: 'delete', file: 'loans/src/run.js', diff: 'run.diff' },
  { type: 'create', file: 'loans/src/table.js', content: 'table' },
  { type: 'delete', file: 'loans/src/table.js' },
  { type: 'save', file: 'loans/src/main.js', content: 'base' },
  { ...typed(0, 0, '// '), file: 'loans/src/main.js' },
  { type: 'rename', file: 'loans/a.md', to: 'loans/b.md' },
  { type: 'save', file: 'loans/b.md', content: 'renamed', diff: 'none' },
  { type: 'save', file: 'loans/lost.js', content: 'table' },
];

function session() {
  const workspace = new Workspace(
    EVENTS.map((event, index) => ({
      time: fromSeconds(index + 1),
      event: { t: index, type: 'save', file: '', ...event } as EditEvent,
    })),
    ['shelf', 'loans'],
  );
  const texts = new WorkspaceTexts({
    files: new Map(),
    read: (path) => Promise.resolve(new TextEncoder().encode(FILES[path] ?? '')),
  });
  const diff = vi.fn((before: string, after: string) => Promise.resolve(diffTexts(before, after)));
  const reader = new StructureReader({ workspace, texts, patches: new Map() }, diff);
  const at = async (seconds: number): Promise<readonly string[]> => {
    const files = await reader.read(fromSeconds(seconds), new AbortController().signal);
    return files.map(described).sort();
  };
  return { reader, diff, at };
}

function described({ path, kind, from, alike, lines }: ChangedFile): string {
  const where = from === undefined ? '' : ` from ${from}${alike === undefined ? '' : ` ${alike}`}`;
  return `${kind} ${path}${where} ${lines ? `+${lines.added} -${lines.removed}` : '?'}`;
}

describe('what changed since the base commit', () => {
  it('is told at each moment, with a move once both ends are there', async () => {
    const { at } = session();
    expect(await at(1)).toEqual([]);
    expect(await at(2)).toEqual(['modified loans/src/main.js +2 -1']);
    expect(await at(3)).toEqual([
      'added loans/src/commands/out.js +4 -0',
      'modified loans/src/main.js +2 -1',
    ]);
    expect(await at(4)).toEqual([
      'modified loans/src/main.js +2 -1',
      'moved loans/src/commands/out.js from loans/src/queries/out.js 0.75 +2 -2',
    ]);
    expect(await at(5)).toContain('deleted loans/src/run.js +0 -1');
    // Back in time it is what it was.
    expect(await at(3)).toContain('added loans/src/commands/out.js +4 -0');
  });

  it('leaves out what came and went, and what is again as it was; counts what is not saved yet', async () => {
    const { at } = session();
    expect(await at(6)).toContain('added loans/src/table.js +1 -0');
    expect((await at(8)).filter((line) => /table|main/.test(line))).toEqual([]);
    expect(await at(9)).toContain('modified loans/src/main.js +1 -1');
  });

  it('takes a rename that was recorded as it is, and says where nothing is known', async () => {
    const { at } = session();
    expect(await at(10)).toContain('moved loans/b.md from loans/a.md +0 -0');
    expect(await at(12)).toContain('unknown loans/lost.js ?');
  });

  it('compares each state once, and stops when nobody waits', async () => {
    const { at, diff, reader } = session();
    await at(5);
    const { length } = diff.mock.calls;
    await at(5);
    expect(diff.mock.calls).toHaveLength(length);
    await expect(reader.read(fromSeconds(9), AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  });
});
