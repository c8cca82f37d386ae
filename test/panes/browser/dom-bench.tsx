/** The pane with recorded pages, in a real browser: opened, moved, looked at, and quiet to the end. */
import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, vi, type MockInstance } from 'vitest';
import type { Problem } from '../../../src/base/errors.ts';
import { fromMicros, fromSeconds } from '../../../src/base/time.ts';
import type { BrowserData } from '../../../src/panes/browser/browser-data.ts';
import { BrowserPane } from '../../../src/panes/browser/BrowserPane.tsx';
import type { PaneReport } from '../../../src/panes/pane.tsx';
import { createClock, type Transport } from '../../../src/timeline/clock.ts';
import '../../../src/ui/theme.css';

export class DomBench {
  clock: Transport = createClock(fromSeconds(100));
  place = document.createElement('div');
  shown: PaneReport | undefined;
  problem: Problem | undefined;
  #root: Root | undefined;
  #complaints: readonly MockInstance<(...words: readonly unknown[]) => void>[] = [];

  /** Registers what comes before and after each test. */
  constructor() {
    beforeEach(() => {
      document.documentElement.dataset['theme'] = 'dark';
      this.shown = undefined;
      this.problem = undefined;
      this.#complaints = (['error', 'warn', 'log'] as const).map((level) => vi.spyOn(console, level));
    });
    afterEach(async () => {
      this.#root?.unmount();
      this.#root = undefined;
      await vi.waitFor(() => expect(this.clock.holders).toEqual([]));
      // What goes on in a page that is gone would complain by then.
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(this.#complaints.flatMap((spy) => spy.mock.calls)).toEqual([]);
      this.clock.dispose();
      vi.restoreAllMocks();
    });
  }

  async open(data: BrowserData): Promise<void> {
    this.clock = createClock(fromSeconds(100));
    this.place = document.createElement('div');
    this.place.style.cssText = 'width:1000px;height:520px';
    document.body.replaceChildren(this.place);
    this.#root = createRoot(this.place);
    this.#root.render(
      <StrictMode>
        <BrowserPane
          data={data}
          clock={this.clock}
          report={(now, found) => {
            this.shown = now;
            this.problem = found;
          }}
        />
      </StrictMode>,
    );
    await vi.waitFor(() => expect(this.shown).toBeDefined());
    await this.clock.settled();
  }

  at(seconds: number): Promise<PaneReport | undefined> {
    return this.atMicros(fromSeconds(seconds));
  }

  async atMicros(micros: number): Promise<PaneReport | undefined> {
    this.clock.seek(fromMicros(micros));
    await this.clock.settled();
    return this.shown;
  }

  /** The browser tells of what a policy refuses; a test that provokes it is not to blame. */
  forgiveComplaints(): void {
    for (const spy of this.#complaints) spy.mockClear();
  }

  get frame(): HTMLIFrameElement | undefined {
    return [...this.place.querySelectorAll<HTMLIFrameElement>('[data-shown=true] iframe')].find(
      (found) => getComputedStyle(found).visibility === 'visible',
    );
  }

  /** The recorded page in sight. */
  get page(): Document {
    const found = this.frame?.contentDocument;
    if (!found) throw new Error('no recorded page is in sight');
    return found;
  }

  get words(): string {
    return this.page.body.innerText.replace(/\s+/g, ' ').trim();
  }
}
