import { useEffect, useState } from 'react';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import type { Clock } from '../../timeline/clock.ts';
import type { TraceLayer } from '../../trace/layers.ts';
import { HOLDER } from './stills-data.ts';

interface Read<T> {
  readonly of: TraceLayer<T>;
  readonly content?: T;
  readonly error?: TraceError;
}

/**
 * What a layer holds, or why it cannot be read; undefined until then. The clock is held meanwhile. When the layer's times
 * are corrected, what was read before stays until it is read anew.
 */
export function useTrack<T>(layer: TraceLayer<T>, clock: Clock): Omit<Read<T>, 'of'> | undefined {
  const [read, setRead] = useState<Read<T>>();
  useEffect(() => {
    let current = true;
    layer.content.get().then(
      (content) => {
        if (current) setRead({ of: layer, content });
      },
      (error: unknown) => {
        if (current) setRead({ of: layer, error: asTraceError(error) });
      },
    );
    return () => {
      current = false;
    };
  }, [layer]);
  const reading = read?.of !== layer;
  useEffect(() => (reading ? clock.hold(HOLDER) : undefined), [reading, clock]);
  return read?.of.layer === layer.layer ? read : undefined;
}
