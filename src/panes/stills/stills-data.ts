import type { CheckedBundle } from '../../trace/checked-bundle.ts';
import type { Still, TraceLayer } from '../../trace/layers.ts';
import type { Track } from '../../trace/track.ts';

/** Who holds the clock, by name, while another still is on screen than that of now. */
export const HOLDER = 'stills';

/** The pane's slice of the trace. */
export interface StillsData {
  /** At least one. */
  readonly layers: readonly TraceLayer<Track<Still>>[];
  readonly bundle: CheckedBundle;
}
