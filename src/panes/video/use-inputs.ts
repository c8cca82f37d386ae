import { useEffect, useMemo, useState } from 'react';
import type { Clock } from '../../timeline/clock.ts';
import type { InputTrack } from '../../trace/input-track.ts';
import type { TraceLayer } from '../../trace/layers.ts';
import type { InputTracks } from './input-tracks.ts';
import { splitLayer } from './split-layer.ts';
import { useContents, type Contents } from './use-contents.ts';

/**
 * What the hands did, as far as it is read: events come in the order of time, so that a moment before the last of them
 * has all that it needs. Holds the clock where it stands after that.
 */
export function useInputs(
  layers: readonly TraceLayer<InputTrack>[],
  clock: Clock,
  holder: string,
): Contents<InputTracks> {
  const split = useMemo(() => layers.map(splitLayer), [layers]);
  const read = useContents(split);
  // What was there before a correction is more than a part.
  const reads = !read.complete && read.items.length === 0;
  const parts = useParts(split, reads);
  const known = read.complete ? Infinity : reads ? parts.until : -Infinity;
  useEffect(() => {
    if (known === Infinity) return undefined;
    let release: (() => void) | undefined;
    // At once, and not at the next render: a seek must not count as done before.
    const look = (): void => {
      if (clock.now() >= known) release ??= clock.hold(holder);
      else {
        release?.();
        release = undefined;
      }
    };
    look();
    const stop = clock.subscribe(look);
    return () => {
      stop();
      release?.();
    };
  }, [clock, holder, known]);
  return useMemo(() => (reads ? { ...read, items: parts.items } : read), [reads, read, parts]);
}

/** All of it; without the layers that cannot be read, which the trace's problems name. */
export async function wholeInputs(
  layers: readonly TraceLayer<InputTrack>[],
): Promise<readonly InputTracks[]> {
  const results = await Promise.allSettled(layers.map((layer) => splitLayer(layer).content.get()));
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

interface Parts {
  readonly items: readonly InputTracks[];
  /** Trace time in microseconds before which there is all of every layer. */
  readonly until: number;
}

const NO_PARTS: Parts = { items: [], until: -Infinity };

/** Of all layers, once there is something of each; of nothing any more once they are not `wanted`. */
function useParts(layers: readonly TraceLayer<InputTracks>[], wanted: boolean): Parts {
  const [found, setFound] = useState<Parts>(NO_PARTS);
  useEffect(() => {
    if (!wanted) return undefined;
    const look = (): void => {
      const items = layers.flatMap(({ content }) => content.part() ?? []);
      if (items.length > 0 && items.length === layers.length)
        setFound({ items, until: Math.min(...items.map(({ until }) => until)) });
    };
    const stops = layers.map(({ content }) => content.subscribe(look));
    look();
    return () => {
      stops.forEach((stop) => stop());
      setFound(NO_PARTS);
    };
  }, [layers, wanted]);
  return found;
}
