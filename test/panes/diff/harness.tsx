/** Shows the pane in a real page, over the sample trace or one made for a test. */
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { page } from 'vitest/browser';
import { monaco } from '../../../src/panes/diff/monaco.ts';
import type { Ticker } from '../../../src/base/ticker.ts';
import type { TraceTime } from '../../../src/base/time.ts';
import { diffPane } from '../../../src/panes/diff/index.ts';
import type { PaneReport } from '../../../src/panes/pane.tsx';
import type { Problem } from '../../../src/base/errors.ts';
import { createClock, type Transport } from '../../../src/timeline/clock.ts';
import { FoundContext, type FoundText } from '../../../src/timeline/found-link.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import '../../../src/ui/theme.css';

export interface Shown {
  readonly clock: Transport;
  readonly host: HTMLElement;
  /** The latest report. */
  readonly report: () => PaneReport;
  readonly problem: () => Problem | undefined;
  /** Seeks, waits until nobody holds, and gives what is reported. */
  readonly go: (time: number) => Promise<PaneReport>;
  /** The texts in the editor. */
  readonly texts: () => { readonly original: string | undefined; readonly modified: string | undefined };
  /** How many subscriptions and holds of the clock have not ended. */
  readonly attached: () => number;
  /** A search leads to a hit, or is over. */
  readonly lead: (found: FoundText | undefined) => void;
  readonly unmount: () => void;
}

async function showPane(trace: Trace, width = 900, height = 460, ticker?: Ticker): Promise<Shown> {
  await page.viewport(width, height);
  const clock = createClock(trace.duration, ticker);
  const attached = countAttached(clock);
  const host = document.createElement('div');
  host.style.cssText = `position: fixed; top: 0; left: 0; width: ${width}px; height: ${height}px`;
  document.body.append(host);
  const root = createRoot(host);
  let latest: PaneReport = {};
  let problem: Problem | undefined;
  const report = (shown: PaneReport, wrong?: Problem): void => {
    latest = shown;
    problem = wrong;
  };
  let led: FoundText | undefined;
  const listeners = new Set<() => void>();
  const leading = {
    getState: () => led,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const bound = diffPane.bind(trace);
  if (!bound) throw new Error('the trace has nothing for the pane');
  root.render(
    <StrictMode>
      <FoundContext value={leading}>
        <Suspense>{bound.draw({ clock, report })}</Suspense>
      </FoundContext>
    </StrictMode>,
  );
  await until(() => latest['following'] !== undefined, 30_000);
  await clock.settled();
  return {
    clock,
    host,
    attached,
    report: () => latest,
    problem: () => problem,
    go: async (time) => {
      clock.seek(time as TraceTime);
      await clock.settled();
      return latest;
    },
    texts: () => {
      const [editor] = monaco.editor.getDiffEditors();
      const asWritten = monaco.editor.EndOfLinePreference.TextDefined;
      const model = editor?.getModel();
      return {
        original: model?.original.getValue(asWritten, true),
        modified: model?.modified.getValue(asWritten, true),
      };
    },
    lead: (found) => {
      led = found;
      for (const listener of listeners) listener();
    },
    unmount: () => {
      root.unmount();
      host.remove();
    },
  };
}

/** For every test of the calling file: what `show` showed goes, nothing stays behind, nothing was said on the console. */
export function usePane(): {
  readonly show: (...what: Parameters<typeof showPane>) => Promise<Shown>;
} {
  let shown: Shown | undefined;
  let complaints: readonly { readonly mock: { readonly calls: unknown[][] } }[] = [];
  beforeEach(() => {
    complaints = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')];
  });
  afterEach(async () => {
    shown?.unmount();
    await until(() => monaco.editor.getModels().length === 0);
    await until(() => (shown?.attached() ?? 0) === 0 && (shown?.clock.holders ?? []).length === 0);
    await until(() => monaco.editor.getDiffEditors().length === 0);
    shown = undefined;
    for (const spy of complaints) expect(spy.mock.calls).toEqual([]);
    vi.restoreAllMocks();
    document.documentElement.dataset['theme'] = 'dark';
  });
  return {
    show: async (...what) => {
      shown = await showPane(...what);
      return shown;
    },
  };
}

/** The first row of a list or tree that has the text. */
export function row(text: string): HTMLElement {
  const rows = document.querySelectorAll<HTMLElement>('[role=option], [role=treeitem]');
  const found = [...rows].find(({ textContent }) => textContent.includes(text));
  if (!found) throw new Error(`no row has ${text}`);
  return found;
}

export function button(name: string): HTMLButtonElement | undefined {
  return [...document.querySelectorAll('button')].find(
    (one) => one.textContent === name || one.ariaLabel === name,
  );
}

/** Where the modified text stands, in CSS pixels. */
export function scrollTop(): number {
  return monaco.editor.getDiffEditors()[0]?.getModifiedEditor().getScrollTop() ?? -1;
}

/** Counts what is attached to the clock from here on. */
function countAttached(clock: Transport): () => number {
  let count = 0;
  const counted =
    <A,>(attach: (argument: A) => () => void) =>
    (argument: A): (() => void) => {
      const detach = attach(argument);
      let done = false;
      count += 1;
      return () => {
        if (!done) count -= 1;
        done = true;
        detach();
      };
    };
  Object.assign(clock, {
    subscribe: counted(clock.subscribe.bind(clock)),
    hold: counted(clock.hold.bind(clock)),
  });
  return () => count;
}

/** Resolves when `condition` holds; rejects after `millis` milliseconds. */
export async function until(condition: () => boolean, millis = 20_000): Promise<void> {
  const start = performance.now();
  while (!condition()) {
    if (performance.now() - start > millis)
      throw new Error(`not within ${millis} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
