import { Lazy } from '../../base/lazy.ts';
import { inSlices } from '../../base/slices.ts';
import type { InputTrack } from '../../trace/input-track.ts';
import type { TraceLayer } from '../../trace/layers.ts';
import { splitInput, type InputTracks } from './input-tracks.ts';

const known = new WeakMap<TraceLayer<InputTrack>, TraceLayer<InputTracks>>();

/** A layer of input as the overlays need it, sorted in slices as it is read. The same for the same layer. */
export function splitLayer(layer: TraceLayer<InputTrack>): TraceLayer<InputTracks> {
  const before = known.get(layer);
  if (before) return before;
  const content = new Lazy<InputTracks>(async (_, onPart) => {
    let latest: InputTrack | undefined;
    const sortPart = (): void => {
      const part = layer.content.part();
      if (!part || part === latest) return;
      latest = part;
      inSlices(splitInput(part)).then(
        (tracks) => {
          // A larger part may have come meanwhile, or the whole.
          if (layer.content.part() === part) onPart(tracks);
        },
        // What keeps a part from being sorted keeps the whole from it, which says so.
        () => undefined,
      );
    };
    const stop = layer.content.subscribe(sortPart);
    sortPart();
    try {
      return await inSlices(splitInput(await layer.content.get()));
    } finally {
      stop();
    }
  });
  const split = { ...layer, content };
  known.set(layer, split);
  return split;
}
