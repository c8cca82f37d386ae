import { useEffect, useState } from 'react';
import { asTraceError, type ErrorCode } from '../../base/errors.ts';
import type { TraceLayer } from '../../trace/layers.ts';

export interface Contents<T> {
  /** False until all are read or have failed. */
  readonly complete: boolean;
  /** What could be read, in the order of the layers. */
  readonly items: readonly T[];
  /** Of the first layer that could not; the trace's problems have it too. */
  readonly failed: ErrorCode | undefined;
}

const LOADING: Contents<never> = { complete: false, items: [], failed: undefined };

/** What small layers hold, once all of them are read. */
export function useContents<T>(layers: readonly TraceLayer<T>[]): Contents<T> {
  const [contents, setContents] = useState<Contents<T>>(LOADING);
  useEffect(() => {
    let current = true;
    void Promise.allSettled(layers.map(({ content }) => content.get())).then((results) => {
      if (!current) return;
      const broken = results.find((result) => result.status === 'rejected');
      setContents({
        complete: true,
        items: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
        failed: broken && asTraceError(broken.reason).code,
      });
    });
    return () => {
      current = false;
      setContents(LOADING);
    };
  }, [layers]);
  return contents;
}
