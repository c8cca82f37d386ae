import { createStore, type StoreApi } from 'zustand/vanilla';
import { asTraceError, type TraceError } from '../base/errors.ts';
import { Lazy } from '../base/lazy.ts';
import type { BundleSource } from '../bundle/bundle-source.ts';
import { loadActivity, type Activity } from '../timeline/activity.ts';
import { createClock, type Transport } from '../timeline/clock.ts';
import type { FramePlace, Readable } from '../timeline/FrameReadout.tsx';
import { createViewStore, type ViewStore } from '../timeline/view-store.ts';
import type { FrameTable } from '../trace/frame-table.ts';
import type { Trace } from '../trace/trace.ts';
import { framePlace } from './frame-place.ts';
import { PaneReports } from './pane-reports.ts';

/** All that lives as long as one open trace. */
export interface TraceSession {
  /** Unique among the sessions of this page. */
  readonly id: number;
  readonly trace: Trace;
  /** Where it was opened from; undefined for picked or dropped files. */
  readonly address: URL | undefined;
  readonly clock: Transport;
  readonly view: ViewStore;
  readonly reports: PaneReports;
  /** Frames of the first video, once its container is read. */
  readonly frames: FrameHolder;
  /** Which of them is on screen. */
  readonly frame: Readable<FramePlace | undefined>;
  /** Ends the hold with which a session begins, once its panes are on screen and hold for themselves. */
  readonly panesMounted: () => void;
  /** What happens when, over all layers. */
  readonly activity: Lazy<Activity>;
}

export interface FrameHolder {
  /** undefined while the container is being read, and without a video. */
  readonly value: FrameTable | undefined;
  /** Resolves when `value` will not change any more. */
  readonly ready: Promise<void>;
}

/** A trace on its way. */
export interface Opening {
  readonly label: string;
  /** What is being done, in words. */
  readonly note: string;
}

/** A trace that could not be opened. */
export interface Failure {
  readonly label: string;
  readonly error: TraceError;
}

export type SessionState =
  | { readonly phase: 'empty' }
  | ({ readonly phase: 'opening' } & Opening)
  /** `next`: another one that is being opened, or could not be; until it is there, this one stays. */
  | { readonly phase: 'ready'; readonly session: TraceSession; readonly next?: Opening | Failure }
  | ({ readonly phase: 'failed' } & Failure);

/** Finds the bundle; tells of its progress in words. */
export type FindBundle = (progress: (note: string) => void, signal: AbortSignal) => Promise<BundleSource>;

export interface SessionStore {
  readonly state: SessionState;
  /** Opens a bundle, in place of what is open once it is there; `address`: where it lies, unless it is made of files. Resolves to the session; rejects with what also becomes the state. */
  open(label: string, find: FindBundle, address?: URL): Promise<TraceSession>;
  /** Gives up what is being opened, and forgets what could not be; what was open stays. */
  dismissNext(): void;
  close(): void;
}

export function createSessionStore(): StoreApi<SessionStore> {
  /** Ends the reading of what is open. */
  let reading: AbortController | undefined;
  /** Ends the opening of what is on its way. */
  let opening: AbortController | undefined;

  return createStore<SessionStore>()((set, get) => {
    const leave = (): void => {
      reading?.abort();
      const { state } = get();
      if (state.phase === 'ready') state.session.clock.dispose();
    };
    /** Beside what is open, where something is. */
    const show = (phase: 'opening' | 'failed', next: Opening | Failure): void => {
      const { state } = get();
      if (state.phase === 'ready') set({ state: { ...state, next } });
      else set({ state: { phase, ...next } as SessionState });
    };
    return {
      state: { phase: 'empty' },
      async open(label, find, address) {
        opening?.abort();
        const controller = new AbortController();
        const { signal } = controller;
        opening = controller;
        const progress = (note: string): void => {
          if (!signal.aborted) show('opening', { label, note });
        };
        progress('Looking for the manifest');
        try {
          const source = await find(progress, signal);
          progress('Reading the manifest');
          // Loaded when there is something to open: the landing page needs none of it.
          const { openTrace } = await import('../trace/open-trace.ts');
          const trace = await openTrace(source, signal);
          signal.throwIfAborted();
          leave();
          [reading, opening] = [controller, undefined];
          const session = startSession(trace, address);
          set({ state: { phase: 'ready', session } });
          void verifyMedia(session, signal);
          return session;
        } catch (cause) {
          const error = asTraceError(cause);
          if (!signal.aborted) show('failed', { label, error });
          throw error;
        }
      },
      dismissNext() {
        opening?.abort();
        const { state } = get();
        if (state.phase === 'ready') set({ state: { phase: 'ready', session: state.session } });
        else set({ state: { phase: 'empty' } });
      },
      close() {
        opening?.abort();
        leave();
        set({ state: { phase: 'empty' } });
      },
    };
  });
}

/** Counts the sessions. */
let sessions = 0;

function startSession(trace: Trace, address: URL | undefined): TraceSession {
  const clock = createClock(trace.duration);
  const reports = new PaneReports();
  const frames = holdFrames(trace);
  sessions += 1;
  return {
    id: sessions,
    trace,
    address,
    clock,
    view: createViewStore(trace.duration),
    reports,
    frames,
    frame: framePlace(clock, frames, reports, trace.videos[0]?.layer.id),
    panesMounted: clock.hold('the panes'),
    activity: new Lazy(() => loadActivity(trace)),
  };
}

function holdFrames(trace: Trace): FrameHolder {
  let value: FrameTable | undefined;
  const [video] = trace.videos;
  const keep = (found: { readonly frames: FrameTable } | undefined): void => {
    value = found?.frames;
  };
  // A video that cannot be read is among the problems already; the rest goes on without frames.
  const ready = video ? video.content.get().then(keep, () => undefined) : Promise.resolve();
  return {
    get value() {
      return value;
    },
    ready,
  };
}

/** Larger media are not fetched a second time to be checked: `playhead validate` does that. In bytes. */
const VERIFY_LIMIT = 256 * 1024 * 1024;

/**
 * Compares with the manifest what media elements read past us, once everything is on screen. The other layers are
 * compared as they are read.
 */
async function verifyMedia({ trace, clock }: TraceSession, signal: AbortSignal): Promise<void> {
  await clock.settled();
  for (const { layer } of [...trace.videos, ...trace.voices])
    for (const path of layer.paths ?? [])
      if ((trace.bundle.files.get(path)?.bytes ?? 0) <= VERIFY_LIMIT) await trace.bundle.verify(path, signal);
}
