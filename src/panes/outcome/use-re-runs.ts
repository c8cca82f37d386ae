import { useEffect, useRef, useState } from 'react';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import type { ReRunSummary } from '../../trace/verification-summary.ts';
import type { OutcomeData } from './outcome-data.ts';

export type ReRunsState =
  | { readonly state: 'unasked' }
  | { readonly state: 'reading' }
  | { readonly state: 'absent' }
  | { readonly state: 'read'; readonly source: string; readonly summary: ReRunSummary }
  | { readonly state: 'failed'; readonly error: TraceError };

export interface ReRunsReader {
  readonly shown: ReRunsState;
  /** Asks the server of the bundle; undefined where it did not come from one. */
  readonly look: (() => void) | undefined;
  readonly read: (file: File) => void;
}

/** The records of re-runs, read when a person asks for them: nothing is fetched before. */
export function useReRuns({ manifest, label }: OutcomeData): ReRunsReader {
  const [shown, setShown] = useState<ReRunsState>({ state: 'unasked' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const address = addressOf(label);

  const take = (find: (signal: AbortSignal) => Promise<ReRunsState>): void => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    setShown({ state: 'reading' });
    find(abort.signal).then(
      (next) => {
        if (!abort.signal.aborted) setShown(next);
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setShown({ state: 'failed', error: asTraceError(error) });
      },
    );
  };
  return {
    shown,
    look:
      address &&
      (() =>
        take(async (signal) => {
          const { summaryOf, verificationsBeside } = await load();
          const found = await verificationsBeside(address, signal);
          if (!found) return { state: 'absent' };
          return { state: 'read', source: found.source, summary: summaryOf(manifest, found) };
        })),
    read: (file) =>
      take(async () => {
        const { summaryOf, verificationsInFile } = await load();
        const found = await verificationsInFile(file);
        return { state: 'read', source: found.source, summary: summaryOf(manifest, found) };
      }),
  };
}

/** With the schema's validator: only who asks needs it. */
async function load() {
  const [{ summaryOf }, { verificationsBeside, verificationsInFile }] = await Promise.all([
    import('../../trace/verification-summary.ts'),
    import('../../trace/verifications-beside.ts'),
  ]);
  return { summaryOf, verificationsBeside, verificationsInFile };
}

/** A bundle from the web is called by its address. */
function addressOf(label: string): URL | undefined {
  return /^https?:\/\//.test(label) && URL.canParse(label) ? new URL(label) : undefined;
}
