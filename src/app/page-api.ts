import type { StoreApi } from 'zustand/vanilla';
import { describeProblem } from '../base/describe-error.ts';
import { TraceError, type ErrorCode, type Severity } from '../base/errors.ts';
import { fromMicros, fromSeconds, toSeconds } from '../base/time.ts';
import type { PaneReport } from '../panes/pane.tsx';
import type { TraceInput } from './find-bundle.ts';
import { openInput } from './open-input.ts';
import { isNamed, namedTrace } from './named-trace.ts';
import { shownSession, type SessionStore, type TraceSession } from './session-store.ts';
import { seekAlong, stepFrames } from './session-verbs.ts';

/**
 * `window.playhead`: what scripts, tests and embedders drive. Times are in seconds from the start of the trace. All
 * verbs but `load` and `ready` reject or throw `Error` where no trace is open.
 */
export interface PlayheadApi {
  /** Version of this interface; it rises when something is taken away or changes its meaning. */
  readonly version: 1;
  /** Resolves when the trace that was asked for last, here or by a person, is open and shown; rejects when it could not be opened. */
  ready(): Promise<void>;
  /** Opens an address (relative to the page; `…#key=…` with the key of an encrypted bundle), a .trace.zip or .trace.enc, or the files of a folder. Resolves when it is open. */
  load(source: TraceInput): Promise<void>;
  /** Jumps; resolves when every pane shows that moment, while playing when it has stopped. Rejects what is no finite number. */
  seek(seconds: number): Promise<void>;
  /** Moves by frames of the first video, or by events of any track; negative is back. Resolves as `seek` does. */
  step(by: { readonly frames: number } | { readonly events: number }): Promise<void>;
  /** Plays at `rate` trace seconds a second: 0.25 to 16, negative backwards. */
  play(rate?: number): void;
  pause(): void;
  /** Where the playhead is. */
  now(): number;
  /** Resolves when every pane shows now(); while playing, when it has stopped. */
  settled(): Promise<void>;
  state(): PlayheadState;
}

export interface PlayheadState {
  /** Seconds from the start of the trace. */
  readonly time: number;
  readonly duration: number;
  readonly playing: boolean;
  readonly rate: number;
  /** Index of the frame at `time` in the first video, from 0; null without video or before its first frame. */
  readonly frame: number | null;
  readonly frameCount: number | null;
  /** true: the browser confirmed that this very frame is on screen. null without video. */
  readonly exact: boolean | null;
  readonly problems: readonly PlayheadProblem[];
  /** The layers whose times are corrected by hand. */
  readonly corrections: readonly PlayheadCorrection[];
  /** What each pane on screen says it shows, by pane id. */
  readonly panes: Readonly<Record<string, PaneReport>>;
}

export interface PlayheadProblem {
  readonly severity: Severity;
  readonly code: ErrorCode;
  readonly message: string;
  /** Seconds from the start of the trace, where the problem is about a moment. */
  readonly at?: number;
}

export interface PlayheadCorrection {
  /** id of the layer. */
  readonly layer: string;
  /** Seconds by which it is moved; positive is later. */
  readonly shift: number;
  /** How many moments of it are pinned. */
  readonly points: number;
}

declare global {
  interface Window {
    playhead: PlayheadApi;
  }
}

/**
 * Puts the interface on `window`. `openFromAddress` opens what `?trace=` names, at the moment of the fragment. `fixed`: the
 * page plays one trace and no other; it resolves when that is being opened.
 */
export function installPageApi(
  sessions: StoreApi<SessionStore>,
  fixed?: Promise<void>,
): { readonly openFromAddress: () => void } {
  const load = (source: TraceInput): Promise<TraceSession> =>
    fixed ? Promise.reject(onlyOne()) : openInput(sessions, source);
  /** The session, once nothing is being opened any more. */
  const opened = (): Promise<TraceSession> =>
    new Promise((resolve, reject) => {
      const look = ({ state }: SessionStore): void => {
        const next = state.phase === 'ready' ? state.next : state;
        if (next && 'note' in next) return;
        stop();
        if (next && 'error' in next) reject(next.error);
        else if (state.phase === 'ready') resolve(state.session);
        else reject(nothingOpen());
      };
      const stop = sessions.subscribe(look);
      look(sessions.getState());
    });
  const session = (): TraceSession => {
    const shown = shownSession(sessions.getState().state);
    if (!shown) throw nothingOpen();
    return shown;
  };
  const settle = async ({ clock, frames }: TraceSession): Promise<void> => {
    await frames.ready;
    await clock.settled();
  };

  window.playhead = {
    version: 1,
    ready: async () => {
      await fixed;
      await settle(await opened());
    },
    load: async (source) => settle(await load(source)),
    seek: async (seconds) => {
      const open = session();
      open.clock.seek(fromSeconds(seconds));
      return settle(open);
    },
    step: async (by) => {
      const open = session();
      if (!Number.isFinite('frames' in by ? by.frames : by.events))
        throw new RangeError('a step takes a finite number');
      if ('frames' in by) {
        await open.frames.ready;
        stepFrames(open, by.frames);
      } else seekAlong(open, (await open.activity.get()).events, by.events);
      return settle(open);
    },
    play: (rate) => session().clock.play(rate),
    pause: () => session().clock.pause(),
    now: () => toSeconds(session().clock.now()),
    settled: () => settle(session()),
    state: () => describeSession(session()),
  };

  const openFromAddress = (): void => {
    const address = namedTrace();
    if (address === null) return;
    // A failure is the app's state, and shown there; ready() rejects with it too. A key there was told to the server.
    load(address.replace(/#.*$/s, '')).then(goToFragment, () => undefined);
  };
  // Back to another trace, to the one that is open while another is on its way, or to where none was open.
  window.addEventListener('popstate', () => {
    if (fixed) return;
    const { state } = sessions.getState();
    const open = state.phase === 'ready' ? state.session.address : undefined;
    const isComing = state.phase === 'ready' ? state.next !== undefined : state.phase !== 'empty';
    if (namedTrace() !== null && !isNamed(open)) openFromAddress();
    else if (namedTrace() === null && open) sessions.getState().close();
    else if (isComing) sessions.getState().dismissNext();
  });
  return { openFromAddress };
}

function onlyOne(): TraceError {
  const reason = 'this page was made for one trace';
  return new TraceError('unsupported-here', { what: 'Another trace', reason });
}

/** Reading addresses comes with the workbench: the landing page needs none of it. */
async function goToFragment(session: TraceSession): Promise<void> {
  const { applyFragment } = await import('./trace-address.ts');
  // The page may have gone on to another one meanwhile.
  if (isNamed(session.address)) applyFragment(session);
}

function nothingOpen(): TraceError {
  return new TraceError('unsupported-here', { what: 'The trace', reason: 'none is open' });
}

function describeSession({ trace, clock, frames, frame, reports }: TraceSession): PlayheadState {
  const place = frame.getState();
  return {
    time: toSeconds(clock.now()),
    duration: toSeconds(clock.duration),
    playing: clock.playing,
    rate: clock.rate,
    frame: place?.index ?? null,
    frameCount: frames.value?.count ?? null,
    exact: place?.exact ?? null,
    problems: trace.problems.all.map((problem) => {
      const { title, advice } = describeProblem(problem);
      return {
        severity: problem.severity,
        code: problem.code,
        message: `${title} ${advice}`.trim(),
        ...(problem.at !== undefined && { at: toSeconds(problem.at) }),
      };
    }),
    corrections: [...trace.corrections].map(([layer, { shift, points }]) => ({
      layer,
      shift: toSeconds(fromMicros(shift)),
      points: points.length,
    })),
    panes: reports.all,
  };
}
