/** A bench for a pane as the shell binds it: a real clock, a trace, and what came of it at hand. */
import axe from 'axe-core';
import { StrictMode, Suspense } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { expect, vi } from 'vitest';
import type { Problem } from '../../../src/base/errors.ts';
import type { TraceTime } from '../../../src/base/time.ts';
import type { PaneDefinition, PaneReport } from '../../../src/panes/pane.tsx';
import { createClock, type Transport } from '../../../src/timeline/clock.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import '../../../src/ui/theme.css';

export class PaneBench {
  readonly clock: Transport;
  readonly place = document.createElement('div');
  readonly reports: PaneReport[] = [];
  readonly problems: Problem[] = [];
  followers = 0;
  readonly #errors = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')];
  readonly #root: Root;

  constructor(pane: PaneDefinition, trace: Trace, width = 700, height = 420) {
    document.documentElement.dataset['theme'] ??= 'dark';
    this.clock = createClock(trace.duration);
    const subscribe = this.clock.subscribe.bind(this.clock);
    this.clock.subscribe = (listener) => {
      this.followers += 1;
      const stop = subscribe(listener);
      return () => {
        this.followers -= 1;
        stop();
      };
    };
    this.place.style.cssText = `width:${width}px;height:${height}px`;
    document.body.replaceChildren(this.place);
    const bound = pane.bind(trace);
    if (!bound) throw new Error('the pane has nothing to show');
    const report = (shown: PaneReport, problem?: Problem): void => {
      this.reports.push(shown);
      if (problem) this.problems.push(problem);
    };
    this.#root = createRoot(this.place);
    this.#root.render(
      <StrictMode>
        <Suspense fallback={null}>{bound.draw({ clock: this.clock, report })}</Suspense>
      </StrictMode>,
    );
  }

  get shown(): PaneReport | undefined {
    return this.reports.at(-1);
  }

  /** Waits for the first picture. */
  async ready(): Promise<this> {
    await vi.waitFor(() => expect(this.shown).toBeDefined());
    await this.clock.settled();
    return this;
  }

  /** Seeks, waits until the pane is right, and gives what it reports. */
  async at(time: TraceTime): Promise<PaneReport | undefined> {
    this.clock.seek(time);
    await this.clock.settled();
    return this.shown;
  }

  find(selector: string): HTMLElement {
    const found = this.place.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`there is no ${selector}`);
    return found;
  }

  all(selector: string): readonly HTMLElement[] {
    return [...this.place.querySelectorAll<HTMLElement>(selector)];
  }

  async expectNoFaults(): Promise<void> {
    const { violations } = await axe.run(this.place);
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }

  /** Ends it, and checks that nothing stays behind. */
  async close(): Promise<void> {
    this.#root.unmount();
    await vi.waitFor(() => expect([this.followers, this.clock.holders]).toEqual([0, []]));
    for (const spy of this.#errors) {
      expect(spy.mock.calls).toEqual([]);
      spy.mockRestore();
    }
    this.clock.dispose();
  }
}
