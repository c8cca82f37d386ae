/** Quality control of one open trace: judging it, and what of the result is looked at. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { asTraceError, isAbort, TraceError } from '../base/errors.ts';
import type { JudgeProgress } from '../qc/facts.ts';
import type { JudgeRequest } from '../qc/judge-service.ts';
import type { QcReport } from '../qc/judge.ts';
import { reRunRecords, type ReRunRecords } from '../trace/re-run-records.ts';
import type { Trace } from '../trace/trace.ts';
import type { Verifications } from '../trace/verifications.ts';
import { EVERYTHING, type FindingFilter } from './qc-findings.ts';

export type QcRun =
  | { readonly status: 'none' }
  /** `progress` undefined: it has just begun. */
  | { readonly status: 'running'; readonly progress: JudgeProgress | undefined }
  /** The report as it was judged, with no waiver in force. */
  | { readonly status: 'ready'; readonly report: QcReport }
  | { readonly status: 'failed'; readonly error: TraceError };

export type QcTab = 'scores' | 'findings' | 'recapture';

export interface QcState {
  readonly run: QcRun;
  /** A profile file that a person picked; undefined: the standard profile. */
  readonly profile: JudgeRequest['profile'];
  /** Whether every file is read through. */
  readonly compare: boolean;
  readonly tab: QcTab;
  readonly filter: FindingFilter;
  /** id of the finding that is looked at. */
  readonly chosen: string | undefined;

  /** Judges, unless that is being done or has been done by this profile. */
  readonly judge: () => void;
  /** Gives up judging. */
  readonly cancel: () => void;
  /** Judges by a profile file. */
  readonly pickProfile: (file: Pick<File, 'name' | 'size' | 'text'>) => Promise<void>;
  /** Judges by the standard profile. */
  readonly useStandard: () => void;
  /** Judges anew, and reads every file through. */
  readonly compareAll: () => void;
  readonly show: (tab: QcTab, filter?: FindingFilter) => void;
  readonly choose: (finding: string | undefined) => void;
}

export type QcStore = StoreApi<QcState>;

type Judge = (
  request: Omit<JudgeRequest, 'label'>,
  onProgress: (progress: JudgeProgress) => void,
  signal: AbortSignal,
) => Promise<QcReport>;

/** Bundles from the web are read through without being asked up to so many bytes; from this machine, all are. */
const SMALL_BUNDLE = 16 * 1024 * 1024;
/** Bytes of a profile at most. */
const MAX_PROFILE = 1_000_000;
/** Reports that are kept, of other profiles. */
const MAX_KEPT = 4;

/** By the bundle, which stays the same when times are corrected: rules judge it as it was recorded. */
const stores = new WeakMap<Trace['bundle'], QcStore>();

/** Quality control of a trace, which is judged once for each profile as long as it is open. */
export function qcOf(trace: Pick<Trace, 'bundle'>): QcStore {
  const { bundle } = trace;
  const store =
    stores.get(bundle) ??
    createQcStore(
      async (...args) => (await import('../qc/judge.client.ts')).judgeInWorker(bundle.unchecked, ...args),
      bundle.connection === undefined || bytesOf(trace) <= SMALL_BUNDLE,
      reRunRecords(bundle),
    );
  stores.set(bundle, store);
  return store;
}

/** Of all files that the manifest lists. */
export function bytesOf({ bundle }: Pick<Trace, 'bundle'>): number {
  return [...bundle.files.values()].reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * `compare`: whether every file is read through from the beginning. `records`: of re-runs; where others come, what was judged
 * is judged anew.
 */
export function createQcStore(
  judgeBundle: Judge,
  compare: boolean,
  records: Pick<ReRunRecords, 'found' | 'pending' | 'subscribe'>,
): QcStore {
  const kept = new Map<string, QcReport>();
  let running: AbortController | undefined;
  /** By what the run that is shown judges; undefined: that waits for records. */
  let judgedBy: string | undefined;
  /** How often a profile was picked. */
  let picks = 0;

  return createStore<QcState>()((set, get) => {
    const judgedNow = (): string => {
      const { source, last, broken } = verificationsIn(records) ?? {};
      return JSON.stringify([get().profile?.text, get().compare, source, last, broken]);
    };
    const run = async (): Promise<void> => {
      running?.abort();
      const controller = new AbortController();
      running = controller;
      judgedBy = undefined;
      const pending = records.pending();
      if (pending) {
        set({ run: { status: 'running', progress: undefined } });
        await pending;
        if (running !== controller) return;
      }
      const key = judgedNow();
      judgedBy = key;
      const known = kept.get(key);
      if (known) {
        set({ run: { status: 'ready', report: known } });
        return;
      }
      set({ run: { status: 'running', progress: undefined } });
      const { profile, compare: all } = get();
      try {
        const report = await judgeBundle(
          { profile, reviewless: false, compare: all, verifications: verificationsIn(records) },
          (progress) => {
            if (running === controller) set({ run: { status: 'running', progress } });
          },
          controller.signal,
        );
        if (running !== controller) return;
        const [oldest] = kept.keys();
        if (kept.size >= MAX_KEPT && oldest !== undefined) kept.delete(oldest);
        kept.set(key, report);
        set({ run: { status: 'ready', report } });
      } catch (error) {
        if (running !== controller) return;
        set({ run: isAbort(error) ? { status: 'none' } : { status: 'failed', error: asTraceError(error) } });
      }
    };
    const judgeBy = (profile: JudgeRequest['profile']): void => {
      set({ profile, filter: EVERYTHING, chosen: undefined });
      void run();
    };
    const refuse = (source: string, reason: string, cause?: unknown): void => {
      get().cancel();
      const error = new TraceError('profile-invalid', { source, reason }, cause);
      set({ profile: { text: '', source }, run: { status: 'failed', error } });
    };
    records.subscribe(() => {
      const { status } = get().run;
      const isJudged = status === 'running' || status === 'ready';
      if (!isJudged || judgedBy === undefined || records.found().state === 'reading') return;
      if (judgedBy !== judgedNow()) void run();
    });
    return {
      run: { status: 'none' },
      profile: undefined,
      compare,
      tab: 'scores',
      filter: EVERYTHING,
      chosen: undefined,
      judge() {
        const { status } = get().run;
        if (status !== 'running' && status !== 'ready') void run();
      },
      cancel() {
        if (get().run.status !== 'running') return;
        running?.abort();
        running = undefined;
        set({ run: { status: 'none' } });
      },
      async pickProfile(file) {
        const { name: source, size } = file;
        const pick = (picks += 1);
        if (size > MAX_PROFILE) {
          refuse(source, 'it is too large');
          return;
        }
        let text: string;
        try {
          text = await file.text();
        } catch (error) {
          if (pick === picks) refuse(source, 'it cannot be read', error);
          return;
        }
        // Another may have been picked meanwhile.
        if (pick === picks) judgeBy({ text, source });
      },
      useStandard() {
        picks += 1;
        judgeBy(undefined);
      },
      compareAll() {
        set({ compare: true });
        void run();
      },
      show: (tab, filter) => set({ tab, ...(filter && { filter }) }),
      choose: (chosen) => set({ chosen }),
    };
  });
}

function verificationsIn({ found }: Pick<ReRunRecords, 'found'>): Verifications | undefined {
  const records = found();
  return records.state === 'read' ? records.verifications : undefined;
}
