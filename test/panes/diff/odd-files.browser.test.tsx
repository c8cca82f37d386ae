import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { monaco } from '../../../src/panes/diff/monaco.ts';
import { until, usePane } from './harness.tsx';
import { traceOf, typed } from './traces.ts';

const { show } = usePane();

describe('what cannot be opened', () => {
  const DIFF = '--- a/a.js\n+++ b/a.js\n@@ -1 +1 @@\n-old\n+new\n';

  it.each([
    ['a binary', { content: 'c' }, { c: 'a\0b' }, 'binary', 'a.js is not text.'],
    ['many lines', { content: 'c' }, { c: '\n'.repeat(1_000_001) }, 'huge', '1000001 lines'],
    ['a deletion', { type: 'delete' }, {}, 'absent', 'a.js was deleted at 0:01.000.'],
    ['no content', {}, {}, 'uncaptured', 'a.js was not captured.'],
    ['a missing file', { content: 'gone' }, {}, 'failed', 'gone is missing from the bundle.'],
    ['a file that was only opened', { type: 'open' }, {}, 'uncaptured', 'Its content was not captured.'],
  ] as const)('%s is said in words', async (_, event, files, state, words) => {
    const shown = await show(traceOf([event, { type: 'focus' }], files));
    expect(await shown.go(3_000_000)).toMatchObject({ file: 'a.js', state, added: null, line: null });
    expect(shown.host.textContent).toContain(words);
    expect(shown.problem()?.code).toBe(state === 'failed' ? 'artifact-missing' : undefined);
  });

  it('says that no file was open yet', async () => {
    const shown = await show(traceOf([{ content: 'c', diff: 'd' }], { c: 'new\n', d: DIFF }));
    expect(shown.report()).toMatchObject({ file: null, state: 'none' });
    expect(shown.host.textContent).toContain('No file was open yet.');
    expect(await shown.go(1_000_000)).toMatchObject({ file: 'a.js', state: 'text', added: 1, removed: 1 });
    expect(await shown.go(0)).toMatchObject({ file: null });
  });

  it('shows a text whose base does not fit, compares it with nothing, and says so', async () => {
    const shown = await show(traceOf([{ content: 'c', diff: 'd' }], { c: 'other\n', d: DIFF }));
    expect(await shown.go(1_000_000)).toMatchObject({ state: 'uncompared', added: null, hunks: null });
    expect(shown.texts().modified).toBe('other\n');
    expect(shown.host.textContent).toContain('Nothing is compared.');
    expect(shown.problem()).toMatchObject({ code: 'format-broken', severity: 'error' });
  });

  it('keeps a byte order mark and carriage returns', async () => {
    const shown = await show(traceOf([{ type: 'create', content: 'c' }], { c: '\uFEFFa\r\nb\r\n' }));
    expect(await shown.go(1_000_000)).toMatchObject({ state: 'text', added: 2 });
    expect(shown.texts()).toEqual({ original: '', modified: '\uFEFFa\r\nb\r\n' });
  });

  it('lets markup in a file and in its name stay text', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const shown = await show(
      traceOf([{ type: 'create', file: `${evil}.html`, content: 'c' }], { c: `${evil}\n` }),
    );
    await shown.go(1_000_000);
    expect(shown.host.querySelector('img')).toBeNull();
    expect(shown.host.textContent).toContain(evil);
  });
});

describe('odd texts', () => {
  it('with tabs, or without a line feed at the end, are kept as they are', async () => {
    const shown = await show(
      traceOf([{ type: 'create', content: 'c' }, { content: 'd' }], { c: '\ta\n\t\tb', d: '\ta\n\t\tb\n' }),
    );
    expect(await shown.go(1_000_000)).toMatchObject({ added: 2, removed: 0 });
    expect(shown.texts().modified).toBe('\ta\n\t\tb');
    await shown.go(2_000_000);
    expect(shown.texts().modified).toBe('\ta\n\t\tb\n');
  });

  it('of which only white space changed are shown as changed', async () => {
    const diff = '--- a/a.js\n+++ b/a.js\n@@ -1 +1 @@\n-  a\n+    a\n';
    const shown = await show(traceOf([{ content: 'c', diff: 'd' }], { c: '    a\n', d: diff }));
    expect(await shown.go(1_000_000)).toMatchObject({ added: 1, removed: 1, hunks: 1 });
    expect(monaco.editor.getDiffEditors()[0]?.getLineChanges()).toHaveLength(1);
  });

  it('of which only the ends of the lines changed are said to be so', async () => {
    const diff = '--- a/a.js\n+++ b/a.js\n@@ -1,2 +1,2 @@\n-a\r\n-b\r\n+a\n+b\n';
    const shown = await show(traceOf([{ content: 'c', diff: 'd' }], { c: 'a\nb\n', d: diff }));
    expect(await shown.go(1_000_000)).toMatchObject({ added: 2, removed: 2, hunks: 1 });
    expect(shown.host.textContent).toContain('Only the ends of its lines changed');
  });

  it('that may deceive are marked, and other languages are not', async () => {
    const text = 'const a = 1; // \u202E x\n\u0441onst b = "a\u200Bb";\n// Это обычный текст.\n';
    const shown = await show(traceOf([{ type: 'create', content: 'c' }], { c: text }));
    await shown.go(1_000_000);
    await until(() => shown.host.querySelectorAll('.modified .unicode-highlight').length > 0);
    expect(shown.host.textContent).toContain('U+202E');
    const marked = monaco.editor
      .getModels()
      .flatMap((model) => model.getAllDecorations().map(({ range, options }) => ({ range, options })))
      .filter(({ options }) => options.className?.includes('unicode-highlight'))
      .map(({ range }) => `${range.startLineNumber}:${range.startColumn}`);
    expect(new Set(marked)).toEqual(new Set(['1:17', '2:1', '2:13']));
    // No banner above the code, and nothing else to click away.
    expect(shown.host.querySelector('.editor-banner')).toBeNull();
  });

  it('of 50,000 lines are shown', async () => {
    const line = (index: number): string => `let v${index} = [${index}, "${index % 7}"];\n`;
    const text = Array.from({ length: 49_999 }, (_, index) => line(index)).join('');
    const changed = text.replace(line(40_000), 'changed();\n');
    const events = [
      { type: 'create', content: 'c' },
      { content: 'd' },
      typed(40_100, 0, 'typed();\n'),
    ] as const;
    const shown = await show(traceOf(events, { c: text, d: changed }));
    await shown.go(1_000_000);
    expect(await shown.go(2_000_000)).toMatchObject({ state: 'text', line: 40_001 });
    expect(await shown.go(3_000_000)).toMatchObject({ state: 'text', line: 40_102 });
  });

  it.each([900, 460])(
    'of one line of a megabyte are shown, %i pixels wide, without drawing all of it',
    async (width) => {
      const long = 'abc();'.repeat(170_000);
      const events = [{ type: 'create', content: 'c' }, typed(0, 500_001, 'typed')] as const;
      const shown = await show(traceOf(events, { c: long }), width);
      expect(await shown.go(1_000_000)).toMatchObject({ state: 'text', added: 1 });
      expect(await shown.go(2_000_000)).toMatchObject({ state: 'text', added: 1 });
      const select = document.querySelector('select');
      if (!select) throw new Error('there is no choice');
      await userEvent.selectOptions(select, 'previous');
      await until(() => shown.report()['against'] === 'previous');
      const ofHunk = '[aria-label="Changes"] [role=option]';
      await until(
        () => !!shown.host.querySelector(ofHunk) && !!shown.host.querySelector('[data-kind=added]'),
      );
      expect(shown.host.querySelector(ofHunk)?.outerHTML.length).toBeLessThan(2000);
      // Where it changed is in sight, and as much of the line as a screen has room for.
      const row = shown.host.querySelector('[data-kind=added]');
      expect(row?.textContent).toContain('typed');
      expect(row?.textContent).toContain('more characters');
      expect(row?.outerHTML.length).toBeLessThan(4000);
    },
  );
});

describe('10,000 changes of 2,000 lines', () => {
  it('are shown anywhere', async () => {
    const base = Array.from({ length: 2000 }, (_, index) => `const value${index} = ${index} * 2;\n`).join('');
    const changes = Array.from({ length: 10_000 }, (_, index) => ({
      ...typed((index * 7919) % 2000, 6, 'x', index % 3),
      at: 2_000_000 + index * 1000,
    }));
    const shown = await show(traceOf([{ type: 'create', content: 'c' }, ...changes], { c: base }));
    await shown.go(12_000_000);
    const unchanged = base.split('\n');
    for (const millis of [2500, 11_000, 6001, 6002, 2001, 9999]) {
      await shown.go(millis * 1000);
      const lines = [...unchanged];
      for (let index = 0; index <= millis - 2000; index += 1) {
        const line = (index * 7919) % 2000;
        const text = lines[line] ?? '';
        lines[line] = `${text.slice(0, 6)}x${text.slice(6 + (index % 3))}`;
      }
      expect(shown.texts().modified, `at ${millis} ms`).toBe(lines.join('\n'));
    }
  });
});

describe('a text whose changes are found late', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('has them marked when they are there', async () => {
    const lines = Array.from({ length: 9_000 }, (_, index) => `const value${index} = ${index}; // a line`);
    const text = `${lines.with(4_000, 'const changed = true;').join('\n')}\n`;
    const diff = `--- a/a.js\n+++ b/a.js\n@@ -4001 +4001 @@\n-${lines[4_000] ?? ''}\n+const changed = true;\n`;
    const events = [
      { type: 'create', file: 'small.js', content: 'd' },
      { content: 'c', diff: 'd' },
    ] as const;
    const shown = await show(traceOf(events, { c: text, d: diff }));
    await shown.go(1_000_000);
    const differ = holdWorkers('differ.worker');
    const going = shown.go(2_000_000);
    await until(() => changeCount() === 0);
    // It is what shows the text that has asked for the changes.
    expect(differ.held()).toBe(1);
    expect(shown.texts().modified).toContain('const changed = true;');
    differ.letGo();
    expect(await going).toMatchObject({ added: 1, removed: 1, line: 4_001 });
    expect(changeCount()).toBe(1);
  });
});

/** Changes that the editor marks; undefined where it shows no text. */
function changeCount(): number | undefined {
  const [editor] = monaco.editor.getDiffEditors();
  return editor?.getModel() ? editor.getLineChanges()?.length : undefined;
}

/** Has workers from `file` get nothing of what they are sent, until they are let go. */
function holdWorkers(file: string): { readonly held: () => number; readonly letGo: () => void } {
  const held: (() => void)[] = [];
  let isHeld = true;
  class HeldWorker extends Worker {
    readonly #url: string;

    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.#url = String(url);
    }

    override postMessage(message: unknown, given: Transferable[] | StructuredSerializeOptions = []): void {
      const send = (): void =>
        Array.isArray(given) ? super.postMessage(message, given) : super.postMessage(message, given);
      if (isHeld && this.#url.includes(file)) held.push(send);
      else send();
    }
  }
  vi.stubGlobal('Worker', HeldWorker);
  return {
    held: () => held.length,
    letGo: () => {
      isHeld = false;
      for (const send of held.splice(0)) send();
    },
  };
}
