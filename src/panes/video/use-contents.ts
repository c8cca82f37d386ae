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

/**
 * What small layers hold, once all of them are read. When their times are corrected, what was read before stays until
 * they are read anew.
 */
export function useContents<T>(layers: readonly TraceLayer<T>[]): Contents<T> {
  const [read, setRead] = useState<Read<T>>();
  useEffect(() => {
    let current = true;
    void Promise.allSettled(layers.map(({ content }) => content.get())).then((results) => {
      if (!current) return;
      const broken = results.find((result) => result.status === 'rejected');
      const contents: Contents<T> = {
        complete: true,
        items: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
        failed: broken && asTraceError(broken.reason).code,
      };
      setRead({ layers, contents, before: { ...contents, complete: false } });
    });
    return () => {
      current = false;
    };
  }, [layers]);
  if (!read || !areSame(read.layers, layers)) return LOADING;
  return read.layers === layers ? read.contents : read.before;
}

interface Read<T> {
  readonly layers: readonly TraceLayer<T>[];
  readonly contents: Contents<T>;
  /** The same, while it is read under another clock. */
  readonly before: Contents<T>;
}

/** True for the same layers, whatever their clocks. */
function areSame(some: readonly TraceLayer<unknown>[], others: readonly TraceLayer<unknown>[]): boolean {
  return some.length === others.length && some.every(({ layer }, index) => layer === others[index]?.layer);
}
