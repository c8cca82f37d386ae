import type { CheckedBundle } from '../../trace/checked-bundle.ts';
import type { DomRecording } from '../../trace/dom-recording.ts';
import type { NetworkEntry } from '../../trace/har.ts';
import type { Layer, TimedBrowserEvent, TraceLayer } from '../../trace/layers.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Track } from '../../trace/track.ts';

/** The pane's slice of the trace. */
export interface BrowserData {
  readonly browsers: readonly TraceLayer<Track<TimedBrowserEvent>>[];
  readonly doms: readonly TraceLayer<DomRecording>[];
  readonly networks: readonly TraceLayer<Track<NetworkEntry>>[];
  /** Page archives that are present; they are named, and not shown. */
  readonly archives: readonly Layer[];
  /** Where snapshots are read from. */
  readonly bundle: Pick<CheckedBundle, 'readText'>;
}

type Needed = Pick<Trace, 'browsers' | 'doms' | 'networks' | 'layers' | 'bundle'>;

export function selectBrowser({ browsers, doms, networks, layers, bundle }: Needed): BrowserData | undefined {
  const archives = layers.filter(({ kind, status }) => kind === 'page_archive' && status === 'present');
  return browsers.length + doms.length + networks.length + archives.length > 0
    ? { browsers, doms, networks, archives, bundle }
    : undefined;
}
