/** An open batch: its traces, which of them are shown, and which is current. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { asTraceError, isAbort, type TraceError } from '../../base/errors.ts';
import { pause } from '../../base/pause.ts';
import { BatchTable } from '../../review/batch/batch-table.ts';
import { blindRows, type Viewer } from '../../review/batch/blind-rows.ts';
import { filterRows, type BatchFilter, type Filtered } from '../../review/batch/filter.ts';
import { decodeBatchPlace, encodeBatchPlace } from '../../review/batch/filter-fragment.ts';
import { addressIn } from '../../review/batch/href.ts';
import { withKeptVerdicts, type KeptVerdicts } from '../../review/batch/kept-verdicts.ts';
import type { BatchFile, BatchTrace } from '../../schema/generated/types.ts';
import type { SessionStore, TraceSession } from '../session-store.ts';
import { ReadAhead } from './ahead.ts';

export type BatchState =
  | { readonly phase: 'reading'; readonly note: string }
  | { readonly phase: 'failed'; readonly error: TraceError }
  | OpenBatch;

export interface OpenBatch {
  readonly phase: 'open';
  readonly batch: BatchFile;
  /** Rows with all that is known: the table has them as `viewer` may see them. */
  readonly all: readonly BatchTrace[];
  readonly viewer: Viewer;
  readonly table: BatchTable;
  readonly filter: BatchFilter;
  readonly shown: Filtered;
  /** Row of the table; undefined where none is shown. */
  readonly current: number | undefined;
}

export interface BatchStoreState {
  readonly address: URL;
  /** It was dropped on the page: no address leads to it, and it cannot be signed. */
  readonly isLocal: boolean;
  /** Where an open trace lies, or how its row names it; undefined for one that is in no row. */
  readonly addressOf: (session: TraceSession) => URL | undefined;
  readonly state: BatchState;
  /** Reads it anew, as after a failure. */
  readonly load: () => Promise<void>;
  readonly filter: (filter: BatchFilter) => void;
  /** Makes a row current; the one that opens next is read ahead. */
  readonly choose: (row: number) => void;
  /** Makes the row `by` places further in what is shown current, as far as there are any. */
  readonly move: (by: number) => void;
  /** Opens the trace of a row. */
  readonly open: (row: number) => void;
  /** Opens the next (1) or previous (-1) readable trace in what is shown; false where there is none. */
  readonly step: (direction: 1 | -1) => boolean;
  /** Where the trace at an address stands in what is shown, from 1; 0: it does not. Makes it current. */
  readonly placeOf: (address: URL | undefined) => number;
  /** Reads the next trace ahead, once the open one is on screen. */
  readonly lookAhead: () => void;
  /** Takes what this browser keeps of reviews of the trace at an address into its row. */
  readonly refresh: (address: URL | undefined) => Promise<void>;
  /** Shows what others said of traces of these names, else of all that are shown. That is kept: a verdict that follows is no blind one. */
  readonly uncover: (names?: readonly string[]) => void;
  /** The part of the page's fragment that leads back to what is shown. */
  readonly fragment: () => string;
}

export type BatchStore = StoreApi<BatchStoreState>;

export interface BatchSources {
  /** Of a batch whose traces have no address that leads anywhere: how its rows name the one that is open. */
  readonly localAddress?: (session: TraceSession) => URL | undefined;
  readonly read: (url: URL, signal: AbortSignal, note: (text: string) => void) => Promise<BatchFile>;
  readonly kept: KeptVerdicts;
  /** Asked anew each time: the name is given while a trace is reviewed. */
  readonly viewer: () => Viewer;
  /** Keeps that what others said of bundles was seen. */
  readonly keepSeen: (bundleIds: readonly string[]) => void;
  /** The page's fragment. */
  readonly fragment: string;
  readonly sessions: Pick<StoreApi<SessionStore>, 'getState'>;
  readonly openTrace: (url: URL, ahead: ReturnType<ReadAhead['take']>) => Promise<unknown>;
}

export function createBatchStore(address: URL, sources: BatchSources, ahead = new ReadAhead()): BatchStore {
  const { read, kept, openTrace, localAddress } = sources;
  let reading: AbortController | undefined;
  /** Where the last step led. */
  let heading: 1 | -1 = 1;

  return createStore<BatchStoreState>()((set, get) => {
    const opened = (): OpenBatch | undefined => {
      const { state } = get();
      return state.phase === 'open' ? state : undefined;
    };
    const urlOf = (trace: BatchTrace): URL => addressIn(address, trace.href);
    /** -1: none. */
    const rowAt = ({ href }: URL): number =>
      opened()?.table.traces.findIndex((trace) => urlOf(trace).href === href) ?? -1;
    const show = (state: OpenBatch): void => {
      set({ state });
      const trace = state.current === undefined ? undefined : state.table.traces[state.current];
      // While a trace is on screen, the one after it is read ahead.
      const { phase } = sources.sessions.getState().state;
      if (phase === 'ready' || phase === 'opening') return;
      if (trace && !trace.problem) ahead.want(urlOf(trace));
      else ahead.drop();
    };
    /** The row that a step leads to; undefined where there is none. */
    const next = (direction: 1 | -1): number | undefined => {
      const state = opened();
      if (!state) return undefined;
      const { shown, table, current } = state;
      const from = current === undefined ? -1 : shown.rows.indexOf(current);
      for (let at = from + direction; at >= 0 && at < shown.rows.length; at += direction) {
        const row = shown.rows[at] ?? 0;
        if (!table.traces[row]?.problem) return row;
      }
      return undefined;
    };
    /** All rows as they may be seen now; `rowIn`: the current one. */
    const openedAs = (
      { all, batch, filter }: Pick<OpenBatch, 'all' | 'batch' | 'filter'>,
      rowIn: (table: BatchTable) => number | undefined,
    ): OpenBatch => {
      const viewer = sources.viewer();
      const table = new BatchTable(blindRows(all, viewer));
      const shown = filterRows(table, filter);
      return {
        phase: 'open',
        batch,
        all,
        viewer,
        table,
        shown,
        filter,
        current: rowIn(table) ?? shown.rows[0],
      };
    };
    return {
      address,
      isLocal: localAddress !== undefined,
      addressOf: (session) => session.address ?? localAddress?.(session),
      state: { phase: 'reading', note: 'Reading the batch' },
      async load() {
        reading?.abort();
        const controller = new AbortController();
        reading = controller;
        set({ state: { phase: 'reading', note: 'Reading the batch' } });
        try {
          const batch = await read(address, controller.signal, (note) => {
            if (!controller.signal.aborted) set({ state: { phase: 'reading', note } });
          });
          const verdicts = await kept();
          await pause();
          controller.signal.throwIfAborted();
          const { filter, trace } = decodeBatchPlace(sources.fragment);
          const state = openedAs({ all: withKeptVerdicts(batch.traces, verdicts), batch, filter }, (table) =>
            trace === undefined ? undefined : table.rowOf(trace),
          );
          // To draw it is a task of its own.
          await pause();
          controller.signal.throwIfAborted();
          show(state);
        } catch (error) {
          if (!controller.signal.aborted) set({ state: { phase: 'failed', error: asTraceError(error) } });
        }
      },
      filter(filter) {
        const state = opened();
        if (!state) return;
        const shown = filterRows(state.table, filter);
        const stays = state.current !== undefined && shown.rows.includes(state.current);
        show({ ...state, filter, shown, current: stays ? state.current : shown.rows[0] });
      },
      choose(row) {
        const state = opened();
        if (state && state.current !== row) show({ ...state, current: row });
      },
      move(by) {
        const state = opened();
        if (!state || state.shown.rows.length === 0) return;
        const { rows } = state.shown;
        const from = state.current === undefined ? 0 : Math.max(0, rows.indexOf(state.current));
        const at = Math.min(rows.length - 1, Math.max(0, from + by));
        get().choose(rows[at] ?? 0);
      },
      open(row) {
        const state = opened();
        const trace = state?.table.traces[row];
        if (!state || !trace || trace.problem) return;
        const url = urlOf(trace);
        set({ state: { ...state, current: row } });
        openTrace(url, ahead.take(url)).catch((error: unknown) => {
          // Failures are shown from the session's state; here they need no second word.
          if (!isAbort(error)) ahead.drop();
        });
      },
      step(direction) {
        heading = direction;
        const row = next(direction);
        if (row !== undefined) get().open(row);
        return row !== undefined;
      },
      placeOf(url) {
        const state = opened();
        if (!state || !url) return 0;
        const row = rowAt(url);
        if (row === -1) return 0;
        if (row !== state.current) set({ state: { ...state, current: row } });
        return state.shown.rows.indexOf(row) + 1;
      },
      lookAhead() {
        const row = next(heading) ?? next(heading === 1 ? -1 : 1);
        const trace = row === undefined ? undefined : opened()?.table.traces[row];
        if (trace) ahead.want(urlOf(trace));
      },
      async refresh(url) {
        const row = url ? rowAt(url) : -1;
        const bundleId = opened()?.batch.traces[row]?.bundle_id;
        if (bundleId === undefined) return;
        let verdicts: Awaited<ReturnType<KeptVerdicts>>;
        try {
          verdicts = await kept(bundleId);
        } catch {
          // It cannot be read now: the row says what it said.
          return;
        }
        const state = opened();
        const trace = state?.batch.traces[row];
        if (!state || trace?.bundle_id !== bundleId) return;
        const viewer = sources.viewer();
        const [own = trace] = withKeptVerdicts([trace], verdicts);
        const all = state.all.with(row, own);
        // Whoever looks by another name has judged other traces.
        if (viewer.name !== state.viewer.name) {
          show(openedAs({ ...state, all }, () => state.current));
          return;
        }
        const [next = own] = blindRows([own], viewer);
        if (JSON.stringify(next) === JSON.stringify(state.table.traces[row])) {
          set({ state: { ...state, all, viewer } });
          return;
        }
        const table = state.table.with(row, next);
        const shown = filterRows(table, state.filter);
        show({ ...state, all, viewer, table, shown, current: state.current ?? shown.rows[0] });
      },
      uncover(names) {
        const state = opened();
        if (!state) return;
        const { table, shown } = state;
        const rows = names
          ? names.map((name) => table.rowOf(name) ?? -1)
          : [...shown.rows].filter((row) => table.traces[row]?.hidden);
        sources.keepSeen(rows.flatMap((row) => table.traces[row]?.bundle_id ?? []));
        show(openedAs(state, () => state.current));
      },
      fragment() {
        const state = opened();
        if (!state) return '';
        const trace = state.current === undefined ? undefined : state.table.traces[state.current]?.name;
        return encodeBatchPlace({ filter: state.filter, trace });
      },
    };
  });
}
