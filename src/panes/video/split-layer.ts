import { Lazy } from '../../base/lazy.ts';
import { inSlices } from '../../base/slices.ts';
import type { InputTrack } from '../../trace/input-track.ts';
import type { TraceLayer } from '../../trace/layers.ts';
import { splitInput, type InputTracks } from './input-tracks.ts';

const known = new WeakMap<TraceLayer<InputTrack>, TraceLayer<InputTracks>>();

/** A layer of input as the overlays need it, sorted in slices once it is read. The same for the same layer. */
export function splitLayer(layer: TraceLayer<InputTrack>): TraceLayer<InputTracks> {
  const before = known.get(layer);
  if (before) return before;
  const content = new Lazy(async () => inSlices(splitInput(await layer.content.get())));
  const split = { ...layer, content };
  known.set(layer, split);
  return split;
}
