import { useMemo, useSyncExternalStore } from 'react';
import { reRunRecords, type FoundRecords } from '../../trace/re-run-records.ts';
import { summaryOf, type ReRunSummary } from '../../trace/verification-summary.ts';
import type { OutcomeData } from './outcome-data.ts';

export type ReRunsState =
  | Exclude<FoundRecords, { readonly state: 'read' }>
  | { readonly state: 'read'; readonly source: string; readonly summary: ReRunSummary };

export interface ReRunsReader {
  readonly shown: ReRunsState;
  /** Asks the server of the bundle; undefined where it did not come from one. */
  readonly look: (() => void) | undefined;
  readonly read: (file: File) => void;
}

/** The records of re-runs, read when somebody asks for them, here or to judge by them. */
export function useReRuns({ manifest, bundle }: OutcomeData): ReRunsReader {
  const records = reRunRecords(bundle);
  const found = useSyncExternalStore(records.subscribe, records.found);
  const shown = useMemo((): ReRunsState => {
    if (found.state !== 'read') return found;
    const { verifications } = found;
    return { state: 'read', source: verifications.source, summary: summaryOf(manifest, verifications) };
  }, [found, manifest]);
  return {
    shown,
    look: records.address && (() => void records.look()),
    read: (file) => void records.read(file),
  };
}
