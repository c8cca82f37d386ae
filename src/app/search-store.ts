import { createStore } from 'zustand/vanilla';
import { asTraceError, isAbort, type TraceError } from '../base/errors.ts';
import { isEmpty, NO_QUERY, type Query } from '../search/query.ts';
import type { SearchClient } from '../search/search.client.ts';
import type { Found } from '../search/search-service.ts';
import type { FoundText } from '../timeline/found-link.ts';
import type { Trace } from '../trace/trace.ts';
import { RowCache } from './row-cache.ts';
import { hitAtMoment, momentOfHit, type HitPlace, type SearchGroup } from './search-hits.ts';
import {
  placedTimes,
  PROBLEMS,
  problemLines,
  readingOrder,
  searchSources,
  type SourceState,
} from './search-sources.ts';
import type { SearchState, SearchStore } from './search-state.ts';

interface FoundTimes {
  readonly own: Float64Array;
  readonly more: boolean;
  /** Of the source, when it was asked. */
  readonly version: number | undefined;
}

type Told = Pick<ConstructorParameters<typeof SearchClient>[0], 'onProgress' | 'onFirst' | 'onPart'>;

type OpenClient = (
  trace: Trace,
  told: Told,
) => Promise<Pick<SearchClient, 'read' | 'put' | 'find' | 'rows' | 'dispose'>>;

/** Milliseconds for which what was found before stays, while nothing is found yet: longer would be wrong, shorter would flicker. */
const STALE = 150;

export function createSearchStore(first: Trace, openClient: OpenClient = inWorker): SearchStore {
  let trace = first;
  let client: ReturnType<OpenClient> | undefined;
  /** Ends the search that runs. */
  let running = new AbortController();
  /** Counts the searches. */
  let search = 0;
  /** Times by the layers' own clocks, of what was found. */
  let found = new Map<string, FoundTimes>();
  /** By source: counts how often there was more of it to be searched. */
  const versions = new Map<string, number>();
  let disposed = false;
  let stopProblems: (() => void) | undefined;

  const store = createStore<SearchState>()((set, get) => {
    const rows = new RowCache(
      async (source, from, to) => {
        const now = search;
        const got = await (await client)?.rows(source, now, from, to);
        return now === search ? got : undefined;
      },
      () => set(({ rows: count, current, led }) => ({ rows: count + 1, led: led ?? textOf(current) })),
    );

    const textOf = (hit: HitPlace | undefined): FoundText | undefined => {
      const row = hit && rows.get(hit.source, hit.index);
      const layer = get().sources.find(({ id }) => id === hit?.source)?.layer;
      if (!row || !layer) return undefined;
      const words = new Set(row.marks.map(([start, end]) => row.text.slice(start, end)));
      const { text, place, row: line } = row;
      return { layer: layer.id, kind: layer.kind, place, line, text, words: [...words] };
    };

    const setSource = (id: string, state: SourceState): void =>
      set(({ sources }) => ({
        sources: sources.map((source) => (source.id === id ? { ...source, state } : source)),
      }));

    /** Reads one after the other, since each takes all of a worker's time. */
    const readAll = async (): Promise<void> => {
      const { manifest, problems } = trace;
      const opening = openClient(trace, {
        onProgress: (source, done) => setSource(source, { status: 'reading', done, part: hasPart(source) }),
        onFirst: (source, of, first) => {
          if (of === search && !found.has(source)) list(source, first);
        },
        onPart: (source) => {
          const { sources } = get();
          const state = sources.find(({ id }) => id === source)?.state;
          // It may come when all of it has come.
          if (state?.status !== 'reading') return;
          setSource(source, { ...state, part: true });
          grown(source);
        },
      });
      client = opening;
      const opened = await opening;
      let telling = Promise.resolve();
      const tellProblems = (): void => {
        telling = telling
          .then(() => opened.put(PROBLEMS, problemLines(trace)))
          .then(({ whole }) => ready(PROBLEMS, whole))
          .catch((error: unknown) => setSource(PROBLEMS, { status: 'failed', error: asTraceError(error) }));
      };
      stopProblems = problems.subscribe(tellProblems);
      tellProblems();
      const repos = manifest.task.repos ?? [];
      const names = repos.length > 1 ? repos.map(({ name }) => name) : [];
      const newer = await isNewerSchema(manifest.schema.version);
      for (const { id, layer } of readingOrder(trace, get().sources)) {
        if (!layer) continue;
        setSource(id, { status: 'reading', done: 0, part: false });
        try {
          const { whole } = await opened.read({ layer, newer, repos: names });
          ready(id, whole);
        } catch (error) {
          if (isAbort(error)) return;
          drop(id, asTraceError(error));
        }
      }
    };

    const ready = (id: string, whole: boolean): void => {
      setSource(id, { status: 'ready', whole });
      grown(id);
    };

    /** It could not be read to its end: what was found in a part of it cannot be looked up any more. */
    const drop = (id: string, error: TraceError): void => {
      setSource(id, { status: 'failed', error });
      found.delete(id);
      set(({ groups, current, led }) => ({
        groups: new Map([...groups].filter(([source]) => source !== id)),
        ...(current?.source === id ? { current: undefined, led: undefined } : { current, led }),
      }));
    };

    const hasPart = (id: string): boolean => {
      const state = get().sources.find((source) => source.id === id)?.state;
      return state?.status === 'reading' && state.part;
    };

    /** There is more to be searched. */
    const grown = (id: string): void => {
      versions.set(id, (versions.get(id) ?? 0) + 1);
      if (!isEmpty(get().query) && !get().error) void pump();
    };

    /** Lists what was found in a source. */
    const list = (id: string, { times: own, more, rows: firstRows }: Found): void => {
      const { layer, state } = get().sources.find((source) => source.id === id) ?? {};
      if (state?.status === 'failed') return;
      rows.put(id, firstRows);
      const group = { source: id, times: placedTimes(own, trace, layer), more };
      set(({ groups, current }) => ({
        groups: new Map(stale ? [] : groups).set(id, group),
        current: current?.source === id ? keptHit(current, groups.get(id), group) : current,
      }));
      freshen();
    };

    let pumping: AbortController | undefined;
    /** Asks every source that is ready and has not been asked yet, those that answer soon first. */
    const pump = async (): Promise<void> => {
      const mine = running;
      if (pumping === mine) return;
      pumping = mine;
      const { signal } = mine;
      const { query } = get();
      const now = search;
      try {
        const opened = await client;
        if (!opened) return;
        set({ searching: true });
        for (;;) {
          signal.throwIfAborted();
          const { sources } = get();
          const small = [...sources.filter(({ layer }) => !layer), ...readingOrder(trace, sources)];
          const next = small.find(
            ({ id, state }) =>
              (state.status === 'ready' || hasPart(id)) &&
              (!found.has(id) || found.get(id)?.version !== versions.get(id)),
          );
          if (!next) break;
          const version = versions.get(next.id);
          const answer = await opened.find(next.id, query, now, signal);
          signal.throwIfAborted();
          found.set(next.id, { own: answer.times, more: answer.more, version });
          list(next.id, answer);
        }
        freshen(true);
        set({ searching: false });
      } catch (error) {
        if (signal.aborted || isAbort(error)) return;
        freshen(true);
        set({ searching: false, error: asTraceError(error), groups: new Map() });
      } finally {
        if (pumping === mine) pumping = undefined;
      }
    };

    /** What is listed is of an earlier search. */
    let stale = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const freshen = (clears = false): void => {
      if (stale && clears) set({ groups: new Map() });
      stale = false;
      clearTimeout(timer);
    };

    const start = (query: Query): void => {
      running.abort();
      running = new AbortController();
      search += 1;
      found = new Map();
      rows.clear();
      const none = isEmpty(query);
      set({ query, error: undefined, current: undefined, led: undefined, searching: !none });
      clearTimeout(timer);
      stale = true;
      if (none) freshen(true);
      else timer = setTimeout(() => freshen(true), STALE);
      if (!none && get().open) void pump();
    };

    return {
      open: false,
      asked: 0,
      query: NO_QUERY,
      sources: searchSources(trace),
      hidden: new Set(),
      inRange: false,
      groups: new Map(),
      searching: false,
      error: undefined,
      current: undefined,
      led: undefined,
      rows: 0,
      show(focus) {
        set(({ asked }) => ({ open: true, asked: focus ? asked + 1 : asked }));
        if (!client)
          readAll().catch((error: unknown) => {
            if (!disposed) set({ error: asTraceError(error), searching: false });
          });
        else if (found.size === 0 && !isEmpty(get().query)) void pump();
      },
      hide: () => set({ open: false, led: undefined }),
      look: start,
      toggleSource: (id) =>
        set(({ hidden }) => {
          const next = new Set(hidden);
          if (!next.delete(id)) next.add(id);
          return { hidden: next };
        }),
      showAll: () => set({ hidden: new Set(), inRange: false }),
      setInRange: (inRange) => set({ inRange }),
      choose: (current) => set({ current, led: textOf(current) }),
      row: ({ source, index }) => rows.get(source, index),
      setTrace(next) {
        if (next === trace) return;
        trace = next;
        const layers = new Map(get().sources.map(({ id, layer }) => [id, layer]));
        set(({ groups }) => ({
          groups: new Map(
            [...groups].map(([id, group]) => {
              const own = found.get(id)?.own;
              return [id, own ? { ...group, times: placedTimes(own, trace, layers.get(id)) } : group];
            }),
          ),
        }));
      },
      dispose() {
        disposed = true;
        running.abort();
        clearTimeout(timer);
        stopProblems?.();
        void client?.then((opened) => opened.dispose());
      },
    };
  });
  return store;
}

/** Where the hit that was gone to stands in what was found anew: more of a source may have hits before it. */
function keptHit(hit: HitPlace, before: SearchGroup | undefined, now: SearchGroup): HitPlace {
  const moment = before && momentOfHit(before, hit.index);
  return (moment && hitAtMoment(now, moment)) ?? hit;
}

/** Loaded when something is searched for the first time. */
async function inWorker({ bundle, manifest, problems }: Trace, told: Told): Promise<SearchClient> {
  const { SearchClient: Client } = await import('../search/search.client.ts');
  return new Client({ bundle, files: manifest.files, onProblem: problems.add, ...told });
}

async function isNewerSchema(version: string): Promise<boolean> {
  const { isNewer } = await import('../schema/migrations/migrate.ts');
  return isNewer(version);
}
