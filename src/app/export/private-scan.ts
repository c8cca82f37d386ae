/** What looks like a secret or personal data in an open trace, looked for in a worker. */
import { useEffect, useState } from 'react';
import { asTraceError, isAbort, type TraceError } from '../../base/errors.ts';
import type { QcReport } from '../../qc/judge.ts';
import { PRIVACY_RULES } from '../../qc/secrets/privacy-rules.ts';
import type { Trace } from '../../trace/trace.ts';

export type PrivateScan =
  /** `done`: of the layers and rules, in [0, 1]; undefined: it has just begun. */
  | { readonly status: 'running'; readonly done: number | undefined }
  | { readonly status: 'ready'; readonly rules: QcReport['rules'] }
  | { readonly status: 'failed'; readonly error: TraceError };

const RUNNING: PrivateScan = { status: 'running', done: undefined };

/** By the bundle, which nothing changes. */
const found = new WeakMap<Trace['bundle'], PrivateScan>();

/** Looks once, as long as whoever asks is there. */
export function usePrivateScan({ bundle }: Pick<Trace, 'bundle'>): PrivateScan {
  const [scan, setScan] = useState(() => found.get(bundle) ?? RUNNING);
  useEffect(() => {
    if (found.has(bundle)) return;
    const controller = new AbortController();
    const { signal } = controller;
    const look = async (): Promise<void> => {
      try {
        const { judgeInWorker } = await import('../../qc/judge.client.ts');
        const { rules } = await judgeInWorker(
          bundle.unchecked,
          {
            profile: undefined,
            only: PRIVACY_RULES,
            reviewless: true,
            compare: false,
            verifications: undefined,
          },
          ({ done }) => setScan({ status: 'running', done }),
          signal,
        );
        const ready: PrivateScan = { status: 'ready', rules };
        found.set(bundle, ready);
        setScan(ready);
      } catch (error) {
        if (!signal.aborted && !isAbort(error)) setScan({ status: 'failed', error: asTraceError(error) });
      }
    };
    void look();
    return () => controller.abort();
  }, [bundle]);
  return scan;
}
