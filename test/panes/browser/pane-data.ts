/** Data for the pane without a bundle: events in seconds, pages as text. */
import { Lazy } from '../../../src/base/lazy.ts';
import { fromSeconds } from '../../../src/base/time.ts';
import { TraceError } from '../../../src/base/errors.ts';
import type { BrowserData } from '../../../src/panes/browser/browser-data.ts';
import { clockMap } from '../../../src/trace/clock-map.ts';
import type { NetworkEntry } from '../../../src/trace/har.ts';
import type { BrowserEvent, Layer, TimedBrowserEvent, TraceLayer } from '../../../src/trace/layers.ts';
import { Track } from '../../../src/trace/track.ts';

export function timed(events: readonly BrowserEvent[]): readonly TimedBrowserEvent[] {
  return events.map((event) => ({ time: fromSeconds(event.t), event }));
}

export function layerOf<T>(id: string, kind: Layer['kind'], make: () => Promise<T>): TraceLayer<T> {
  const clock: Layer['clock'] = { domain: 'monotonic', native_unit: 's', sync_quality: 'measured' };
  return { layer: { id, kind, status: 'present', clock }, clock: clockMap(clock), content: new Lazy(make) };
}

interface DataOptions {
  readonly events?: readonly BrowserEvent[];
  readonly requests?: readonly NetworkEntry[];
  readonly doms?: BrowserData['doms'];
  /** Path → HTML. */
  readonly pages?: Readonly<Record<string, string>>;
}

export function browserData({ events, requests, pages = {}, doms = [] }: DataOptions): BrowserData {
  return {
    browsers: events
      ? [layerOf('browser', 'browser_events', () => Promise.resolve(new Track(timed(events))))]
      : [],
    doms,
    networks: requests ? [layerOf('network', 'network', () => Promise.resolve(new Track(requests)))] : [],
    archives: [],
    bundle: {
      readText: (path) => {
        const page = pages[path];
        return page === undefined
          ? Promise.reject(new TraceError('artifact-missing', { path }))
          : Promise.resolve(page);
      },
    },
  };
}
