import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { row, until, usePane } from './harness.tsx';
import { traceOf, typed } from './traces.ts';

const { show } = usePane();

const EVENTS = [
  { type: 'open', file: 'src/deep/er/a.js' },
  { type: 'create', file: 'src/deep/er/b.js', content: 'c' },
  { type: 'open', file: 'docs/read.md' },
  { type: 'rename', file: 'docs/read.md', to: 'docs/README.md' },
  { ...typed(0, 0, 'x'), file: 'src/deep/er/b.js' },
  { type: 'delete', file: 'top.js', diff: 'd' },
] as const;
const FILES = { c: 'text\n', d: '--- a/top.js\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n' };

function rows(): readonly (readonly [
  level: string | null,
  expanded: string | null,
  selected: string | null,
])[] {
  return [...document.querySelectorAll('[role=tree] [role=treeitem]')].map((item) => [
    item.getAttribute('aria-level'),
    item.getAttribute('aria-expanded'),
    item.getAttribute('aria-selected'),
  ]);
}

describe('the files', () => {
  it('are a tree, whose folders open and close by click and by key', async () => {
    const shown = await show(traceOf(EVENTS, FILES));
    await shown.go(6_000_000);
    const all = rows();
    expect(all).toEqual([
      ['1', 'true', 'false'],
      ['2', null, 'false'],
      ['1', 'true', 'false'],
      ['2', null, 'false'],
      ['2', null, 'true'],
      ['1', null, 'false'],
    ]);
    await userEvent.click(row('src/deep/er'));
    await until(() => rows().length === 4);
    expect(rows()[2]).toEqual(['1', 'false', 'false']);
    await userEvent.click(row('src/deep/er'));
    await until(() => rows().length === 6);
    document.querySelector<HTMLElement>('[role=tree]')?.focus();
    await userEvent.keyboard('{Home}{ArrowLeft}');
    await until(() => rows().length === 5);
    await userEvent.keyboard('{ArrowRight}');
    await until(() => rows().length === 6);
    expect(shown.report()).toMatchObject({ file: 'src/deep/er/b.js', following: true });
    await userEvent.keyboard('{ArrowRight}{Enter}');
    await until(() => shown.report()['file'] === 'docs/README.md');
  });

  it('tell what became of them', async () => {
    const shown = await show(traceOf(EVENTS, FILES));
    await shown.go(6_000_000);
    expect(row('README.md').querySelector('[title]')?.getAttribute('title')).toBe(
      'docs/README.md: renamed since the base commit; formerly docs/read.md',
    );
    expect(row('b.js').textContent).toContain('added since the base commit; with unsaved changes');
    expect(row('src/deep/er').textContent).toContain('holds changes');
    const name = row('top.js').querySelector('span');
    expect(name && getComputedStyle(name).textDecorationLine).toBe('line-through');
    await shown.go(1_000_000);
    expect(row('src/deep/er').textContent).not.toContain('holds changes');
  });

  it('are a strip above the code in a narrow pane', async () => {
    const shown = await show(traceOf(EVENTS, FILES), 360, 420);
    await shown.go(5_000_000);
    const tree = document.querySelector('[role=tree]')?.getBoundingClientRect();
    const code = document.querySelector('.monaco-diff-editor')?.getBoundingClientRect();
    expect(tree?.width).toBe(360);
    expect(tree?.height).toBeGreaterThanOrEqual(72);
    expect(code?.top).toBeGreaterThanOrEqual(tree?.bottom ?? Infinity);
    expect(code?.height).toBeGreaterThan(150);
  });
});
