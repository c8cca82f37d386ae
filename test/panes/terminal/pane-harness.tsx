/** A bench for the pane: a real clock and real layers, with what came of it at hand. */
import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { expect, vi } from 'vitest';
import { Lazy } from '../../../src/base/lazy.ts';
import type { Ticker } from '../../../src/base/ticker.ts';
import { fromSeconds, type TraceTime } from '../../../src/base/time.ts';
import type { PaneReport } from '../../../src/panes/pane.tsx';
import { TerminalPane } from '../../../src/panes/terminal/TerminalPane.tsx';
import { createClock, type Transport } from '../../../src/timeline/clock.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import type { Command, Layer, Terminal, TraceLayer } from '../../../src/trace/layers.ts';
import { Track } from '../../../src/trace/track.ts';
import { secondsClock } from './headless.ts';
import '../../../src/ui/theme.css';

export function layerOf<T>(
  id: string,
  kind: Layer['kind'],
  make: () => Promise<T>,
  title?: string,
): TraceLayer<T> {
  const layer: Layer = { id, kind, status: 'present', clock: secondsClock };
  return {
    layer: title === undefined ? layer : { ...layer, title },
    clock: clockMap(secondsClock),
    content: new Lazy(make),
  };
}

export function terminalLayer(id: string, terminal: Terminal, title?: string): TraceLayer<Terminal> {
  return layerOf(id, 'terminal', () => Promise.resolve(terminal), title);
}

export function commandLayer(commands: readonly Command[]): TraceLayer<Track<Command>> {
  return layerOf('commands', 'commands', () => Promise.resolve(new Track(commands)));
}

/** A clock that knows how many follow it. */
export interface WatchedClock extends Transport {
  readonly followers: () => number;
}

function watchedClock(seconds: number, ticker?: Ticker): WatchedClock {
  const clock = createClock(fromSeconds(seconds), ticker);
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

/** What the emulator says where this machine is busy: nothing of ours. */
const SLOW = /^task queue exceeded allotted deadline/;

interface BenchOptions {
  readonly terminals?: readonly TraceLayer<Terminal>[];
  readonly commands?: readonly TraceLayer<Track<Command>>[];
  readonly seconds?: number;
  readonly ticker?: Ticker | undefined;
  /** In CSS pixels. */
  readonly width?: number;
  readonly height?: number;
}

export class Bench {
  readonly clock: WatchedClock;
  readonly place = document.createElement('div');
  readonly reports: PaneReport[] = [];
  readonly errors = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')];
  readonly #root: Root;

  constructor({
    terminals = [],
    commands = [],
    seconds = 100,
    ticker,
    width = 1000,
    height = 500,
  }: BenchOptions) {
    document.documentElement.dataset['theme'] ??= 'dark';
    this.clock = watchedClock(seconds, ticker);
    this.place.style.cssText = `width:${width}px;height:${height}px`;
    document.body.replaceChildren(this.place);
    this.#root = createRoot(this.place);
    const data = { terminals, commands };
    const report = (shown: PaneReport): void => void this.reports.push(shown);
    this.#root.render(
      <StrictMode>
        <TerminalPane data={data} clock={this.clock} report={report} />
      </StrictMode>,
    );
  }

  get shown(): PaneReport | undefined {
    return this.reports.at(-1);
  }

  /** Seeks, waits until the pane is right, and gives what it reports. */
  async at(time: TraceTime): Promise<PaneReport | undefined> {
    this.clock.seek(time);
    await this.clock.settled();
    return this.shown;
  }

  /** Waits for the first picture. */
  async ready(): Promise<this> {
    await vi.waitFor(() => expect(this.shown).toBeDefined());
    await this.clock.settled();
    return this;
  }

  unmount(): void {
    this.#root.unmount();
  }

  /** Ends it, and checks that nothing stays behind. */
  async close(): Promise<void> {
    this.unmount();
    await vi.waitFor(() => expect([this.clock.followers(), this.clock.holders]).toEqual([0, []]));
    expect(document.querySelectorAll('canvas')).toHaveLength(0);
    // What is left to do when a picture is at rest is done by then, and would have complained.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const complaints = this.errors.flatMap((spy) => spy.mock.calls);
    for (const spy of this.errors) spy.mockRestore();
    expect(complaints.filter(([words]) => !SLOW.test(String(words)))).toEqual([]);
    this.clock.dispose();
  }
}
