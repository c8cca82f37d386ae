/** The page of the benchmark: the pane over a long session, and Monaco alone over the same texts. */
import { createElement, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import type { TraceTime } from '../../src/base/time.ts';
import { seededRandom } from '../../capture/record/random.ts';
import { diffPane } from '../../src/panes/diff/index.ts';
import type { PaneReport } from '../../src/panes/pane.tsx';
import { createClock } from '../../src/timeline/clock.ts';
import { makeSession, type MadeSession, type Save, type Size } from './session.ts';

export interface Sample {
  readonly size: Size;
  /** Milliseconds until the text is painted, and until its changes are, too. */
  readonly text: number;
  readonly changes: number;
}

export interface Measured {
  readonly samples: readonly Sample[];
  /** Milliseconds of the longest task of the page. */
  readonly longest: number;
}

export interface DiffBench {
  prepare(edits: number): void;
  ours(seeks: number): Promise<Measured>;
  monaco(seeks: number): Promise<Measured>;
}

declare global {
  interface Window {
    diffBench: DiffBench;
  }
}

let session: MadeSession | undefined;

/** Every eighth seek goes to a large file, every eighth to one with a very long line. */
function targets(made: MadeSession, seeks: number): readonly Save[] {
  const random = seededRandom(23);
  const of = (size: Size): readonly Save[] => made.saves.filter((save) => save.size === size);
  const kinds = { small: of('small'), lines: of('lines'), wide: of('wide') };
  return Array.from({ length: seeks }, (_, index) => {
    const among = kinds[index % 8 === 3 ? 'lines' : index % 8 === 6 ? 'wide' : 'small'];
    const save = among[Math.floor(random() * among.length)];
    if (!save) throw new Error('the session is too short');
    return save;
  });
}

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
const painted = async (): Promise<void> => {
  await frame();
  await new Promise((resolve) => setTimeout(resolve));
};

async function watched(work: () => Promise<readonly Sample[]>): Promise<Measured> {
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: 'longtask' });
  const samples = await work();
  await new Promise((resolve) => setTimeout(resolve, 200));
  observer.disconnect();
  return { samples, longest };
}

function placeOf(): HTMLElement {
  const host = document.createElement('div');
  host.style.cssText = 'position:fixed;inset:0 auto auto 0;width:900px;height:600px';
  document.body.replaceChildren(host);
  return host;
}

window.diffBench = {
  prepare(edits) {
    session = makeSession(edits);
  },
  async ours(seeks) {
    const made = session ?? makeSession(100);
    const clock = createClock(made.trace.duration);
    const host = placeOf();
    const root = createRoot(host);
    let latest: PaneReport = {};
    const bound = diffPane.bind(made.trace);
    if (!bound) throw new Error('there is no pane');
    const report = (shown: PaneReport): void => void (latest = shown);
    root.render(createElement(Suspense, {}, bound.draw({ clock, report })));
    while (latest['following'] === undefined) await frame();
    const go = async ({ micros, path, size }: Save): Promise<Sample> => {
      const start = performance.now();
      clock.seek(micros as TraceTime);
      let text = 0;
      for (;;) {
        await painted();
        // The path stands above the text, which is put there with it.
        const shows = host.querySelector('h2')?.textContent === path;
        if (shows && text === 0 && host.querySelector('.view-line, [data-kind]'))
          text = performance.now() - start;
        if (clock.holders.length === 0 && latest['file'] === path) break;
      }
      return { size, text, changes: performance.now() - start };
    };
    const plan = targets(made, seeks);
    // Code, editor and grammars load with the first files.
    for (const save of plan.slice(0, 8)) await go(save);
    const measured = await watched(async () => {
      const samples: Sample[] = [];
      for (const save of plan) samples.push(await go(save));
      return samples;
    });
    root.unmount();
    return measured;
  },
  async monaco(seeks) {
    const made = session ?? makeSession(100);
    await import('../../src/panes/diff/monaco-environment.ts');
    const monaco = await import('monaco-editor/editor/editor.api.js');
    await import('monaco-editor/features/diffEditor/register.js');
    await import('monaco-editor/languages/definitions/typescript/register.js');
    const host = placeOf();
    const editor = monaco.editor.createDiffEditor(host, { readOnly: true, automaticLayout: true });
    const plan = targets(made, seeks);
    const texts = plan.map(({ path, index }) => [made.textOf(path, 0), made.textOf(path, index)] as const);
    const go = async (at: number): Promise<Sample> => {
      const [before = '', after = ''] = texts[at] ?? [];
      const start = performance.now();
      const old = editor.getModel();
      editor.setModel({
        original: monaco.editor.createModel(before, 'typescript'),
        modified: monaco.editor.createModel(after, 'typescript'),
      });
      old?.original.dispose();
      old?.modified.dispose();
      await painted();
      const text = performance.now() - start;
      while (editor.getLineChanges() === null) await frame();
      await painted();
      return { size: plan[at]?.size ?? 'small', text, changes: performance.now() - start };
    };
    for (let at = 0; at < 8; at++) await go(at);
    const measured = await watched(async () => {
      const samples: Sample[] = [];
      for (let at = 0; at < plan.length; at++) samples.push(await go(at));
      return samples;
    });
    editor.dispose();
    return measured;
  },
};
