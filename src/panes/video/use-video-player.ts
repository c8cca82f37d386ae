import { useEffect, useEffectEvent, useState, type RefObject } from 'react';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import type { Clock } from '../../timeline/clock.ts';
import type { TraceLayer, Video } from '../../trace/layers.ts';
import { HOLDER } from './frame-presenter.ts';
import { openPlayer, type OpenPlayer } from './open-player.ts';
import { useHold } from './use-hold.ts';

export type PlayerState =
  | { readonly status: 'loading' }
  | ({ readonly status: 'open' } & OpenPlayer)
  | { readonly status: 'failed'; readonly error: TraceError };

const LOADING: PlayerState = { status: 'loading' };

/** The layer's video inside `host` from mount to unmount. Where only the layer's times change, the player stays. */
export function useVideoPlayer(
  host: RefObject<HTMLElement | null>,
  layer: TraceLayer<Video>,
  clock: Clock,
): PlayerState {
  const [state, setState] = useState<PlayerState>(LOADING);
  const open = useEffectEvent((options: Omit<Parameters<typeof openPlayer>[0], 'layer'>) =>
    openPlayer({ layer, ...options }),
  );
  const { layer: recorded } = layer;
  useEffect(() => {
    const target = host.current;
    if (!target) return;
    const abort = new AbortController();
    const { signal } = abort;
    const fail = (error: unknown): void => {
      if (!signal.aborted) setState({ status: 'failed', error: asTraceError(error) });
    };
    open({ clock, host: target, signal, onError: fail })
      .then((player) => setState({ status: 'open', ...player }))
      // After an abort there is nobody left to tell, and what was made is taken away by the signal.
      .catch(fail);
    return () => {
      abort.abort();
      setState(LOADING);
    };
  }, [host, recorded, clock]);
  useRetime(state, layer, setState);
  // Until the presenter holds by itself, or the failure is on screen.
  useHold(clock, HOLDER, state.status === 'loading');
  return state;
}

/** Gives an open player the times that `layer` has by now. */
function useRetime(
  state: PlayerState,
  layer: TraceLayer<Video>,
  onVideo: (change: (before: PlayerState) => PlayerState) => void,
): void {
  const presenter = state.status === 'open' ? state.presenter : undefined;
  useEffect(() => {
    if (!presenter) return;
    let current = true;
    layer.content.get().then(
      (video) => {
        if (!current) return;
        presenter.retime(video.frames, layer.clock);
        onVideo((before) => (before.status === 'open' ? { ...before, video } : before));
      },
      // What cannot be read is among the trace's problems; the times that hold stay.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [presenter, layer, onVideo]);
}
