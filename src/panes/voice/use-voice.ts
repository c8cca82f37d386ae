import { useEffect, useState, type RefObject } from 'react';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import type { Clock } from '../../timeline/clock.ts';
import type { TraceLayer } from '../../trace/layers.ts';
import type { Voice } from '../../trace/trace.ts';
import { openVoice, type OpenVoice } from './open-voice.ts';

export type VoiceState =
  | { readonly status: 'none' }
  | { readonly status: 'opening' }
  | ({ readonly status: 'open' } & OpenVoice)
  | { readonly status: 'failed'; readonly error: TraceError };

const NONE: VoiceState = { status: 'none' };
const OPENING: VoiceState = { status: 'opening' };

/** The layer's sound, made inside `host`, from mount to unmount. `attempt`: another number opens it anew. */
export function useVoice(
  host: RefObject<HTMLElement | null>,
  layer: TraceLayer<Voice> | undefined,
  clock: Clock,
  attempt: number,
): VoiceState {
  const [state, setState] = useState<VoiceState>(OPENING);
  useEffect(() => {
    const target = host.current;
    if (!target || !layer) return;
    const abort = new AbortController();
    const { signal } = abort;
    const fail = (error: unknown): void => {
      if (!signal.aborted) setState({ status: 'failed', error: asTraceError(error) });
    };
    openVoice({ layer, clock, host: target, signal, onError: fail })
      .then((open) => setState({ status: 'open', ...open }))
      // After an abort there is nobody left to tell, and what was made is taken away by the signal.
      .catch(fail);
    return () => {
      abort.abort();
      setState(OPENING);
    };
  }, [host, layer, clock, attempt]);
  return layer ? state : NONE;
}
