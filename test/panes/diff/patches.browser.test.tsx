import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { button, row, until, usePane } from './harness.tsx';
import { traceOf } from './traces.ts';

const { show } = usePane();

const DIFF = [
  'diff --git a/src/a.ts b/src/a.ts',
  '--- a/src/a.ts',
  '+++ b/src/a.ts',
  '@@ -10,3 +10,4 @@ class A {',
  ' ten',
  '-eleven',
  '+ELEVEN',
  '+more',
  ' twelve',
  '@@ -1200,2 +1201,2 @@',
  ' far',
  '-away',
  '+AWAY',
  'diff --git a/logo.png b/logo.png',
  'Binary files a/logo.png and b/logo.png differ',
  'diff --git a/old.ts b/new.ts',
  'similarity index 100%',
  'rename from old.ts',
  'rename to new.ts',
  'diff --git a/run.sh b/run.sh',
  'old mode 100644',
  'new mode 100755',
  'diff --git a/gone.ts b/gone.ts',
  'deleted file mode 100644',
  '--- a/gone.ts',
  '+++ /dev/null',
  '@@ -1 +0,0 @@',
  '-bye',
  'diff --git a/made.ts b/made.ts',
  'new file mode 100755',
  '--- /dev/null',
  '+++ b/made.ts',
  '@@ -0,0 +1 @@',
  '+hello',
  'diff --git a/empty b/empty',
  'new file mode 100644',
  '',
].join('\n');

/** The numbers beside a text, from above. */
function numbers(side: 'original' | 'modified'): readonly string[] {
  const all = [...document.querySelectorAll<HTMLElement>(`.editor.${side} .line-numbers`)];
  const top = (element: HTMLElement): number => element.getBoundingClientRect().top;
  return all.toSorted((a, b) => top(a) - top(b)).map(({ textContent }) => textContent.trim());
}

async function pick(report: () => Readonly<Record<string, unknown>>, name: string): Promise<void> {
  await userEvent.click(row(name));
  await until(() => String(report()['file']).endsWith(name));
}

describe('a diff without times', () => {
  it('is drawn by hunks, with the lines that they have in the file', async () => {
    const shown = await show(traceOf(undefined, {}, DIFF));
    await pick(shown.report, 'a.ts');
    await shown.clock.settled();
    expect(shown.report()).toMatchObject({
      file: 'src/a.ts',
      against: 'base',
      state: 'hunks',
      added: 3,
      removed: 2,
      hunks: 2,
      line: 11,
      sha256: null,
      originalSha256: null,
    });
    expect(shown.texts()).toEqual({
      original: '⋯ class A {\nten\neleven\ntwelve\n⋯\nfar\naway',
      modified: '⋯ class A {\nten\nELEVEN\nmore\ntwelve\n⋯\nfar\nAWAY',
    });
    expect(numbers('original')).toEqual(['10', '11', '12', '1200', '1201']);
    expect(numbers('modified')).toEqual(['10', '11', '12', '13', '1201', '1202']);
    // As the editor takes new options, too.
    button('Show in one column')?.click();
    await until(() => button('Show side by side') !== undefined);
    await until(() => numbers('modified').includes('1202'));
    expect(row('AWAY').textContent).toContain('1202');
  });

  it('has no time: its changes lead nowhere, and nothing is to choose', async () => {
    const shown = await show(traceOf(undefined, {}, DIFF));
    await pick(shown.report, 'a.ts');
    await shown.go(4_000_000);
    expect(shown.host.textContent).toContain('when is not known');
    await userEvent.click(row('AWAY'));
    expect(shown.clock.now()).toBe(4_000_000);
    const select = document.querySelector('select');
    expect(select).toMatchObject({ disabled: true, value: 'base' });
    expect(select?.title).toContain('known only by its diff');
    expect(button('Follow')).toBeUndefined();
  });

  it.each([
    ['logo.png', 'It is not text', 'binary'],
    ['new.ts', 'The file was renamed from old.ts. Its text did not change.', 'hunks'],
    ['run.sh', 'It can be run now (mode 100644 to 100755). Its text did not change.', 'hunks'],
    ['gone.ts', 'The file was deleted.', 'hunks'],
    ['made.ts', 'The file is new. It can be run (mode 100755).', 'hunks'],
    ['empty', 'The file is new. It is empty.', 'hunks'],
  ])('says of %s: %s', async (name, words, state) => {
    const shown = await show(traceOf(undefined, {}, DIFF));
    await pick(shown.report, name);
    await shown.clock.settled();
    expect(shown.report()).toMatchObject({ file: name, state });
    expect(shown.host.textContent).toContain(words);
  });

  it.each([
    ['1100000 lines', 1_100_000, 'x'],
    ['36.0 MB', 3, 'x'.repeat(12_000_000)],
  ])('does not open hunks of %s', async (words, count, line) => {
    const long = `--- a/long.ts\n+++ b/long.ts\n@@ -0,0 +1,${count} @@\n${`+${line}\n`.repeat(count)}`;
    const shown = await show(traceOf(undefined, {}, long));
    expect(shown.report()).toMatchObject({ file: 'long.ts', state: 'huge', added: null });
    expect(shown.host.textContent).toContain(`The diff of long.ts is too large to be shown: ${words}.`);
    expect(shown.texts().modified).toBeUndefined();
  });

  it('begins the changes of another file at their start', async () => {
    const many = ['a.ts', 'b.ts'].map((name) => {
      const hunks = Array.from(
        { length: 40 },
        (_, index) => `@@ -${index * 9 + 1} +${index * 9 + 1} @@\n-x\n+${name}\n`,
      );
      return `--- a/${name}\n+++ b/${name}\n${hunks.join('')}`;
    });
    const shown = await show(traceOf(undefined, {}, many.join('')));
    const list = (): Element | null => document.querySelector('[role=listbox]');
    await pick(shown.report, 'a.ts');
    list()?.dispatchEvent(new WheelEvent('wheel', { deltaY: 400, bubbles: true }));
    // As soon as there are rows to scroll.
    await until(() => {
      list()?.scrollTo(0, 400);
      return list()?.scrollTop === 400;
    });
    await pick(shown.report, 'b.ts');
    await shown.clock.settled();
    await until(() => list()?.textContent.includes('b.ts') === true && list()?.scrollTop === 0);
  });

  it('shows first what there is to read', async () => {
    const shown = await show(traceOf(undefined, {}, DIFF));
    expect(shown.report()).toMatchObject({ file: 'gone.ts', following: true });
  });

  it('adds to the edits the files that they do not tell of', async () => {
    const edits = [
      { type: 'open', file: 'run.sh' },
      { type: 'create', file: 'src/a.ts', content: 'c' },
    ] as const;
    const shown = await show(traceOf(edits, { c: 'x\n' }, DIFF));
    await shown.go(2_000_000);
    expect(shown.report()).toMatchObject({ file: 'src/a.ts', state: 'text' });
    expect(shown.host.querySelectorAll('[role=treeitem]')).toHaveLength(8);
    expect(row('gone.ts').textContent).toContain('changed at some time that was not recorded');
    expect(row('a.ts').textContent).not.toContain('not recorded');
    // It was in front, and only looked at.
    expect(await shown.go(1_000_000)).toMatchObject({ file: 'run.sh', following: true });
    expect(shown.host.textContent).toContain('It can be run now');
    expect(document.querySelector('select')?.disabled).toBe(true);
    await shown.go(2_000_000);
    expect(document.querySelector('select')?.disabled).toBe(false);
  });

  it.each(['dark', 'light'])('has no accessibility faults, %s', async (theme) => {
    document.documentElement.dataset['theme'] = theme;
    const shown = await show(traceOf(undefined, {}, DIFF));
    await pick(shown.report, 'a.ts');
    await shown.clock.settled();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { violations } = await axe.run(shown.host);
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});
