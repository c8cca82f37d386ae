import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Trace } from '../../../src/trace/trace.ts';
import { button, row, until, usePane } from './harness.tsx';
import { traceOf } from './traces.ts';

const { show } = usePane();

const EVENTS = [
  { type: 'open', file: 'src/main.js' },
  { file: 'src/main.js', content: 'main', diff: 'main.diff' },
  { type: 'create', file: 'src/commands/out.js', content: 'out' },
  { type: 'delete', file: 'src/queries/out.js', diff: 'out.diff' },
] as const;
const FILES = {
  main: 'one\ntwo\n',
  'main.diff': '--- a/src/main.js\n+++ b/src/main.js\n@@ -1,2 +1,2 @@\n-1\n+one\n two\n',
  out: 'a\nb\nc\nnew\n',
  'out.diff': '--- a/src/queries/out.js\n+++ /dev/null\n@@ -1,4 +0,0 @@\n-a\n-b\n-c\n-old\n',
};

/** A trace of a migration, in which the structure is what is looked for first. */
function migration(): Trace {
  const trace = traceOf(EVENTS, FILES);
  const { manifest } = trace;
  return { ...trace, manifest: { ...manifest, task: { ...manifest.task, family: 'refactor_migration' } } };
}

const shown = (): readonly (string | null)[] =>
  [...document.querySelectorAll('[aria-label="Structure of the workspace"] [role=treeitem]')].map(
    ({ textContent }) => textContent,
  );

describe('the structure', () => {
  it('takes the place of the list, follows the playhead, and leads to the code of a file', async () => {
    const pane = await show(traceOf(EVENTS, FILES));
    expect(shown()).toEqual([]);
    await userEvent.click(button('Show the structure before and after') ?? expect.fail());
    await pane.go(1_000_000);
    expect(document.body.textContent).toContain('Nothing has changed since the base commit yet.');
    await pane.go(4_000_000);
    expect(shown()).toEqual([
      'src1 modified, 1 moved+2 added−2 removed',
      'commands1 moved+1 added−1 removed',
      'out.jsfrom src/queries/+1 added−1 removedRmoved from src/queries/out.js; 75 % of its lines are the same',
      'queries1 moved away',
      'out.jsnow src/commands/Rmoved to src/commands/out.js; 75 % of its lines are the same',
      'main.js+1 added−1 removedMmodified since the base commit',
    ]);
    await pane.go(3_000_000);
    expect(row('out.js').textContent).toContain('added since the base commit');
    await pane.go(4_000_000);
    await userEvent.click(row('from src/queries/'));
    await until(() => pane.report()['file'] === 'src/commands/out.js');
    expect(pane.texts().modified).toBe(FILES.out);
    await userEvent.selectOptions(
      document.querySelector('[aria-label="Structure"]') ?? expect.fail(),
      'before',
    );
    await until(() => shown().length === 4);
    expect(shown().join()).not.toContain('from');
    await userEvent.click(button('Show the list of files') ?? expect.fail());
    await until(() => document.querySelector('[aria-label="Files"]') !== null);
  });

  it('is what a migration shows first, and has room beside the code', async () => {
    const pane = await show(migration(), 900, 300);
    await pane.go(4_000_000);
    expect(shown()).toHaveLength(6);
    const tree = document.querySelector('[role=tree]')?.getBoundingClientRect();
    const code = document.querySelector('.monaco-diff-editor')?.getBoundingClientRect();
    expect(tree?.height).toBeGreaterThan(180);
    expect(code?.left).toBeGreaterThanOrEqual(tree?.right ?? Infinity);
    expect(code?.width).toBeGreaterThan(400);
  });
});
