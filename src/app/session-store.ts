import { createStore, type StoreApi } from 'zustand/vanilla';
import { asTraceError, type TraceError } from '../base/errors.ts';
import type { Lazy } from '../base/lazy.ts';
import { pause } from '../base/pause.ts';
import { orAborted } from '../base/shared.ts';
import type { BundleSource } from '../bundle/bundle-source.ts';
import type { Activity } from '../timeline/activity.ts';
import type { Transport } from '../timeline/clock.ts';
import type { FramePlace, Readable } from '../timeline/FrameReadout.tsx';
import type { PaneTurns } from '../timeline/pane-turns.ts';
import type { ViewStore } from '../timeline/view-store.ts';
import type { Corrections } from '../trace/corrections.ts';
import type { FrameTable } from '../trace/frame-table.ts';
import type { Trace } from '../trace/trace.ts';
import type { AwaitedPanes } from './awaited-panes.ts';
import { firstPicture, showsVideo } from './first-picture.ts';
import type { AskKey, KeyQuestion } from './key-question.ts';
import type { MappingText } from './mappings/mapping-text.ts';
import type { MediaCheck } from './media-check.ts';
import type { PaneReports } from './pane-reports.ts';
import type { PreparedTrace } from './prepare-trace.ts';
import { activityOf, framesOf, startSession } from './start-session.ts';

/** All that lives as long as one open trace. */
export interface TraceSession {
  /** Unique among the sessions of this page. */
  readonly id: number;
  readonly trace: Trace;
  /** Where it was opened from; undefined for picked or dropped files. */
  readonly address: URL | undefined;
  readonly clock: Transport;
  /** In which order panes hear of it. */
  readonly turns: PaneTurns;
  readonly view: ViewStore;
  readonly reports: PaneReports;
  /** Frames of the first video, once its container is read. */
  readonly frames: FrameHolder;
  /** Which of them is on screen. */
  readonly frame: Readable<FramePlace | undefined>;
  /** Resolves when the first picture is there, where that only has to be drawn; other panes wait for it then. */
  readonly pictured: Promise<void> | undefined;
  /** The hold with which a session begins. */
  readonly awaited: AwaitedPanes;
  /** What happens when, over all layers. */
  readonly activity: Lazy<Activity>;
  /** Which media are as they were recorded. */
  readonly mediaCheck: MediaCheck;
  /** Corrections that were in force before those of `trace`, the latest last: what undoing goes back to. */
  readonly corrected: readonly Corrections[];
  /** Whether this browser keeps those of `trace`; else they last as long as the page. */
  readonly kept: boolean;
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
  /** What it waits for: the key of an encrypted bundle. */
  readonly question?: KeyQuestion | undefined;
}

/** A trace that could not be opened. */
export interface Failure {
  readonly label: string;
  readonly error: TraceError;
}

export type SessionState =
  | { readonly phase: 'empty' }
  | ({ readonly phase: 'opening' } & Opening)
  /**
   * `next`: another one that is being opened, or could not be; until it is there, this one stays. `arriving`: it is there, and
   * the first to be seen of it is its picture. `leaving`: this one's panes go, before the other's come.
   */
  | {
      readonly phase: 'ready';
      readonly session: TraceSession;
      readonly next?: Opening | Failure;
      readonly arriving?: TraceSession;
      readonly leaving?: boolean;
    }
  | ({ readonly phase: 'failed' } & Failure);

/** Finds the bundle; tells of its progress in words, and asks for a key where it needs one. `mapping`: by which it is imported. */
export type FindBundle = (
  progress: (note: string) => void,
  signal: AbortSignal,
  ask: AskKey,
  mapping?: MappingText,
) => Promise<BundleSource>;

/** What a person is being asked. */
export function questionOf(state: SessionState): KeyQuestion | undefined {
  const opening = state.phase === 'ready' ? state.next : state;
  return opening && 'note' in opening ? opening.question : undefined;
}

/** What is on screen: one that arrives as soon as its picture may be there. undefined: no trace is open. */
export function shownSession(state: SessionState): TraceSession | undefined {
  return state.phase === 'ready' ? (state.arriving ?? state.session) : undefined;
}

export interface SessionStore {
  readonly state: SessionState;
  /** Opens a bundle, in place of what is open once it is there; `address`: where it lies, unless it is made of files; `ahead`: it was prepared already, or is being. Resolves to the session; rejects with what also becomes the state. */
  open(label: string, find: FindBundle, address?: URL, ahead?: Promise<PreparedTrace>): Promise<TraceSession>;
  /**
   * Puts other corrections of layers' times in force for what is open, and keeps them. The session is then another
   * object of the same id, with the same clock at the same moment.
   */
  correct(corrections: Corrections): void;
  /** Goes back to the corrections that were in force before. */
  undoCorrection(): void;
  /** Opens what was asked for last once more, by a mapping. Does nothing before anything was. */
  openBy(mapping: MappingText): void;
  /** Gives up what is being opened, and forgets what could not be; what was open stays. */
  dismissNext(): void;
  close(): void;
}

export function createSessionStore(): StoreApi<SessionStore> {
  /** Ends the reading of what is open. */
  let reading: AbortController | undefined;
  /** Ends the opening of what is on its way. */
  let opening: AbortController | undefined;
  /** What was asked for last. */
  let last: readonly [label: string, find: FindBundle, address: URL | undefined] | undefined;
  /** Keeps corrections for the next visit; false where that cannot be done. */
  let keep: (trace: Trace) => boolean = () => false;

  return createStore<SessionStore>()((set, get) => {
    /** What ends what is open now, whatever is by then. */
    const closer = (): (() => void) => {
      const { state } = get();
      const read = reading;
      return () => {
        read?.abort();
        if (state.phase === 'ready') state.session.clock.dispose();
      };
    };
    /** Beside what is open, where something is. */
    const show = (phase: 'opening' | 'failed', next: Opening | Failure): void => {
      const { state } = get();
      if (state.phase === 'ready') set({ state: { ...state, next } });
      else set({ state: { phase, ...next } as SessionState });
    };
    /** Panes of one trace go, and then those of the next come, in tasks of their own: together they would take too long. */
    const clear = async (signal: AbortSignal): Promise<void> => {
      if (get().state.phase !== 'ready') return;
      await pause();
      signal.throwIfAborted();
      const { state } = get();
      if (state.phase === 'ready') set({ state: { ...state, leaving: true } });
      await pause();
      signal.throwIfAborted();
    };
    /** What was open stays after all. */
    const turnBack = (arrived: TraceSession | undefined): void => {
      const { state } = get();
      // By now the next one may have arrived.
      if (state.phase !== 'ready' || (state.arriving && state.arriving !== arrived)) return;
      const { session, next } = state;
      set({ state: { phase: 'ready', session, ...(next && { next }) } });
    };
    const isOpen = ({ id }: TraceSession): boolean => {
      const { state } = get();
      return state.phase === 'ready' && state.session.id === id;
    };
    /** Shows the picture of a trace that was read ahead, and no more of it: nothing that takes longer is to stand in its way. */
    const arrive = async (
      arriving: TraceSession,
      picture: Promise<void>,
      signal: AbortSignal,
    ): Promise<void> => {
      const { state } = get();
      const { pictured, trace } = arriving;
      if (state.phase !== 'ready' || !pictured || trace.videos.length === 0) return;
      if (!showsVideo(state.session.reports)) return;
      const { clock } = state.session;
      const { playing } = clock;
      clock.pause();
      set({ state: { ...state, arriving } });
      try {
        // One that takes longer comes with all else: what was open must not stand there with another one's picture.
        await orAborted(Promise.race([picture, pause(PATIENCE)]), signal);
      } catch (aborted) {
        if (playing && isOpen(state.session)) clock.play();
        throw aborted;
      }
    };
    const recorrect = (
      corrections: Corrections,
      history: (session: TraceSession) => readonly Corrections[],
    ) => {
      const { state } = get();
      if (state.phase !== 'ready') return;
      const { session } = state;
      const trace = session.trace.corrected(corrections);
      const [video] = trace.videos;
      const same = video === session.trace.videos[0];
      const parts = { trace, corrected: history(session), kept: keep(trace), activity: activityOf(trace) };
      const next = { ...session, ...parts, ...(!same && framesOf(trace, session)) };
      set({ state: { ...state, session: next } });
    };
    return {
      state: { phase: 'empty' },
      async open(label, find, address, ahead) {
        opening?.abort();
        last = [label, find, address];
        const controller = new AbortController();
        const { signal } = controller;
        opening = controller;
        let question: KeyQuestion | undefined;
        const progress = (note: string): void => {
          // Whoever opens it may go on telling once it is open.
          if (!signal.aborted && opening === controller) show('opening', { label, note, question });
        };
        const ask: AskKey = (asked) => {
          question = asked;
          progress(asked ? 'Waiting for its key' : 'Reading the table of contents');
        };
        progress('Looking for the manifest');
        let prepared: PreparedTrace | undefined;
        let session: TraceSession | undefined;
        try {
          prepared = await preparedTrace((told, stop) => find(told, stop, ask), ahead, progress, controller);
          signal.throwIfAborted();
          session = startSession(prepared, address);
          const picture = firstPicture(session.clock, session.reports);
          await arrive(session, picture, signal);
          await clear(signal);
          keep = prepared.keep;
          // To end workers takes time that the next trace needs to come.
          void pause().then(closer());
          [reading, opening] = [prepared.controller, undefined];
          set({ state: { phase: 'ready', session } });
          void picture.then(prepared.goOn);
          // Once everything is on screen.
          const { clock, mediaCheck } = session;
          void clock.settled().then(() => mediaCheck.small());
          return session;
        } catch (cause) {
          const error = asTraceError(cause);
          turnBack(session);
          if (!signal.aborted) show('failed', { label, error });
          // What was begun ends, and tells nothing more.
          controller.abort();
          prepared?.controller.abort();
          session?.clock.dispose();
          throw error;
        }
      },
      openBy(mapping) {
        if (!last) return;
        const [label, find, address] = last;
        const by: FindBundle = (progress, signal, ask, other) =>
          find(progress, signal, ask, other ?? mapping);
        // Why it cannot be is shown from the state.
        get()
          .open(label, by, address)
          .catch(() => undefined);
      },
      correct: (corrections) =>
        recorrect(corrections, ({ trace, corrected }) => [...corrected.slice(-MAX_UNDO), trace.corrections]),
      undoCorrection() {
        const { state } = get();
        const before = state.phase === 'ready' ? state.session.corrected.at(-1) : undefined;
        if (before) recorrect(before, ({ corrected }) => corrected.slice(0, -1));
      },
      dismissNext() {
        opening?.abort();
        const { state } = get();
        if (state.phase === 'ready') set({ state: { phase: 'ready', session: state.session } });
        else set({ state: { phase: 'empty' } });
      },
      close() {
        opening?.abort();
        closer()();
        set({ state: { phase: 'empty' } });
      },
    };
  });
}

/** The trace that was prepared ahead; without one, or where that failed, one that is prepared now. */
async function preparedTrace(
  find: (progress: (note: string) => void, signal: AbortSignal) => Promise<BundleSource>,
  ahead: Promise<PreparedTrace> | undefined,
  progress: (note: string) => void,
  controller: AbortController,
): Promise<PreparedTrace> {
  if (ahead) {
    const ready = await ahead.catch(() => undefined);
    if (ready && !ready.controller.signal.aborted) return ready;
    controller.signal.throwIfAborted();
  }
  const source = await find(progress, controller.signal);
  progress('Reading the manifest');
  // Loaded when there is something to open: the landing page needs none of it.
  const { prepareTrace } = await import('./prepare-trace.ts');
  return prepareTrace(source, controller);
}

/** Milliseconds for which the picture of a trace that was read ahead may come alone. */
const PATIENCE = 600;

/** Steps that can be undone. */
const MAX_UNDO = 200;
