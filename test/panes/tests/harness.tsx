/** A bench for the pane: a bundle opened as the app opens it, a real clock, and what came of it at hand. */
import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { expect, vi } from 'vitest';
import { TraceError } from '../../../src/base/errors.ts';
import { fromSeconds } from '../../../src/base/time.ts';
import type { BundleSource } from '../../../src/bundle/bundle-source.ts';
import type { PaneReport } from '../../../src/panes/pane.tsx';
import { selectTests } from '../../../src/panes/tests/session.ts';
import { TestsPane } from '../../../src/panes/tests/TestsPane.tsx';
import { createClock, type Transport } from '../../../src/timeline/clock.ts';
import { openTrace } from '../../../src/trace/open-trace.ts';
import '../../../src/ui/theme.css';

/** A clock that knows how many follow it. */
interface WatchedClock extends Transport {
  readonly followers: () => number;
}

export class Bench {
  readonly clock: WatchedClock;
  readonly place = document.createElement('div');
  readonly reports: PaneReport[] = [];
  readonly #errors = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')];
  readonly #root: Root;

  private constructor(clock: WatchedClock, root: Root) {
    this.clock = clock;
    this.#root = root;
  }

  /** Opens the bundle and waits for the first picture. */
  static async open(source: BundleSource, width = 1000, height = 560): Promise<Bench> {
    const trace = await openTrace(source);
    const data = selectTests(trace);
    if (!data) throw new TraceError('internal', { reason: 'the bundle has nothing for the pane' });
    const place = document.createElement('div');
    place.style.cssText = `width:${width}px;height:${height}px`;
    document.documentElement.dataset['theme'] ??= 'dark';
    document.body.replaceChildren(place);
    const bench = new Bench(watched(createClock(trace.duration)), createRoot(place));
    Object.assign(bench, { place });
    const report = (shown: PaneReport): void => void bench.reports.push(shown);
    bench.#root.render(
      <StrictMode>
        <TestsPane data={data} clock={bench.clock} report={report} />
      </StrictMode>,
    );
    await vi.waitFor(() => expect(bench.shown).toBeDefined());
    await bench.clock.settled();
    return bench;
  }

  get shown(): PaneReport | undefined {
    return this.reports.at(-1);
  }

  /** Seeks, waits until the pane is right, and gives what it reports. */
  async at(seconds: number): Promise<PaneReport | undefined> {
    this.clock.seek(fromSeconds(seconds));
    await this.clock.settled();
    return this.shown;
  }

  all(selector: string): readonly HTMLElement[] {
    return [...this.place.querySelectorAll<HTMLElement>(selector)];
  }

  one(selector: string): HTMLElement {
    const [found] = this.all(selector);
    if (!found) throw new Error(`there is no ${selector}`);
    return found;
  }

  /** Ends it, and checks that nothing stays behind. */
  async close(): Promise<void> {
    this.#root.unmount();
    await vi.waitFor(() => expect([this.clock.followers(), this.clock.holders]).toEqual([0, []]));
    for (const spy of this.#errors) {
      expect(spy.mock.calls).toEqual([]);
      spy.mockRestore();
    }
    this.clock.dispose();
  }
}

function watched(clock: Transport): WatchedClock {
  let followers = 0;
  const subscribe = clock.subscribe.bind(clock);
  return Object.assign(clock, {
    followers: () => followers,
    subscribe: (listener: () => void) => {
      followers += 1;
      const stop = subscribe(listener);
      return () => {
        followers -= 1;
        stop();
      };
    },
  });
}
