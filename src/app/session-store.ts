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

export type SessionState =
  | { readonly phase: 'empty' }
  | { readonly phase: 'opening'; readonly label: string; readonly note: string }
  | { readonly phase: 'ready'; readonly session: TraceSession }
  | { readonly phase: 'failed'; readonly label: string; readonly error: TraceError };

/** Finds the bundle; tells of its progress in words. */
export type FindBundle = (progress: (note: string) => void, signal: AbortSignal) => Promise<BundleSource>;

export interface SessionStore {
  readonly state: SessionState;
  /** Opens a bundle in place of what is open; `address`: where it lies, unless it is made of files. Resolves to the session; rejects with what also becomes the state. */
  open(label: string, find: FindBundle, address?: URL): Promise<TraceSession>;
  close(): void;
}

export function createSessionStore(): StoreApi<SessionStore> {
  let opening: AbortController | undefined;

  return createStore<SessionStore>()((set, get) => {
    const leave = (): void => {
      opening?.abort();
      const { state } = get();
      if (state.phase === 'ready') state.session.clock.dispose();
    };
    return {
      state: { phase: 'empty' },
      async open(label, find, address) {
        leave();
        const controller = new AbortController();
        opening = controller;
        const progress = (note: string): void => {
          if (!controller.signal.aborted) set({ state: { phase: 'opening', label, note } });
        };
        progress('Looking for the manifest');
        try {
          const source = await find(progress, controller.signal);
          progress('Reading the manifest');
          // Loaded when there is something to open: the landing page needs none of it.
          const { openTrace } = await import('../trace/open-trace.ts');
          const trace = await openTrace(source, controller.signal);
          controller.signal.throwIfAborted();
          const session = startSession(trace, address);
          set({ state: { phase: 'ready', session } });
          void verifyMedia(session, controller.signal);
          return session;
        } catch (cause) {
          const error = asTraceError(cause);
          if (!controller.signal.aborted) set({ state: { phase: 'failed', label, error } });
          throw error;
        }
      },
      close() {
        leave();
        set({ state: { phase: 'empty' } });
      },
    };
  });
}

function startSession(trace: Trace, address: URL | undefined): TraceSession {
  const clock = createClock(trace.duration);
  const reports = new PaneReports();
  const frames = holdFrames(trace);
  return {
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
