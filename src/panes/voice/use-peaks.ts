import { useEffect, useState } from 'react';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import type { TraceLayer } from '../../trace/layers.ts';
import { computePeaks } from '../../trace/peaks.client.ts';
import type { Peaks } from '../../trace/peaks.ts';
import type { Voice } from '../../trace/trace.ts';

export type PeaksState =
  | { readonly status: 'none' }
  /** `done`: the part that is computed, in whole percent. */
  | { readonly status: 'computing'; readonly done: number }
  | { readonly status: 'ready'; readonly peaks: Peaks }
  | { readonly status: 'failed'; readonly error: TraceError };

const NONE: PeaksState = { status: 'none' };
const START: PeaksState = { status: 'computing', done: 0 };

/** Peaks that are computed already: a pane that is closed and opened again needs not wait. */
const known = new WeakMap<TraceLayer<Voice>, Peaks>();

/** The peaks of a layer's sound. */
export function usePeaks(layer: TraceLayer<Voice> | undefined): PeaksState {
  const [state, setState] = useState<PeaksState>(START);
  useEffect(() => {
    if (!layer) return;
    const ready = known.get(layer);
    const abort = new AbortController();
    const { signal } = abort;
    const onProgress = (part: number): void =>
      setState({ status: 'computing', done: Math.floor(part * 100) });
    (ready ? Promise.resolve(ready) : compute(layer, signal, onProgress)).then(
      (peaks) => {
        known.set(layer, peaks);
        if (!signal.aborted) setState({ status: 'ready', peaks });
      },
      (cause: unknown) => {
        if (!signal.aborted) setState({ status: 'failed', error: asTraceError(cause) });
      },
    );
    return () => {
      abort.abort();
      setState(START);
    };
  }, [layer]);
  return layer ? state : NONE;
}

async function compute(
  layer: TraceLayer<Voice>,
  signal: AbortSignal,
  onProgress: (part: number) => void,
): Promise<Peaks> {
  const voice = await layer.content.get();
  return computePeaks(await voice.file(signal), { signal, onProgress });
}
