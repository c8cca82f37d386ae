import type { StoreApi } from 'zustand/vanilla';
import { describeProblem } from '../../base/describe-error.ts';
import { asTraceError } from '../../base/errors.ts';
import { toSeconds } from '../../base/time.ts';
import type { EmbedFault, EmbedState } from '../../share/embed/playhead-embed.ts';
import { shownSession, type SessionState, type SessionStore, type TraceSession } from '../session-store.ts';

/** What a page around this one is told of it: no address, and nothing of what panes show. */
export function embedState(state: SessionState): EmbedState {
  const session = shownSession(state);
  const latest = state.phase === 'ready' ? state.next : state;
  return {
    phase: latest && 'note' in latest ? 'opening' : state.phase,
    title: session?.trace.manifest.task.title ?? null,
    ...placeOf(session),
    error: latest && 'error' in latest ? faultOf(latest.error) : null,
  };
}

function placeOf(session: TraceSession | undefined): Omit<EmbedState, 'phase' | 'title' | 'error'> {
  const place = session?.frame.getState();
  const clock = session?.clock;
  return {
    time: clock ? toSeconds(clock.now()) : 0,
    duration: clock ? toSeconds(clock.duration) : 0,
    playing: clock?.playing ?? false,
    rate: clock?.rate ?? 1,
    frame: place?.index ?? null,
    frameCount: session?.frames.value?.count ?? null,
    exact: place?.exact ?? null,
    settled: clock?.holders.length === 0,
  };
}

/** Words and code of what went wrong, without what could be secret in an address. */
export function faultOf(error: unknown): EmbedFault {
  const { code, details } = asTraceError(error);
  const { title, advice } = describeProblem({ code, details });
  return { code, message: `${title} ${advice}`.trim() };
}

/** Calls `tell` whenever there is something new to be told, once an animation frame at most while time moves. */
export function watchState(
  sessions: Pick<StoreApi<SessionStore>, 'getState' | 'subscribe'>,
  tell: (state: EmbedState) => void,
): {
  /** Tells now what is new, if anything is. */
  readonly look: () => void;
  readonly stop: () => void;
} {
  let told = JSON.stringify(embedState(sessions.getState().state));
  let watched: TraceSession | undefined;
  let stopWatching = (): void => undefined;
  const look = (): void => {
    const state = embedState(sessions.getState().state);
    const text = JSON.stringify(state);
    if (text === told) return;
    told = text;
    tell(state);
  };
  const follow = (): void => {
    const session = shownSession(sessions.getState().state);
    if (session !== watched) {
      stopWatching();
      watched = session;
      stopWatching = session?.frame.subscribe(look) ?? (() => undefined);
    }
    look();
  };
  const stopFollowing = sessions.subscribe(follow);
  follow();
  return {
    look,
    stop() {
      stopFollowing();
      stopWatching();
    },
  };
}
