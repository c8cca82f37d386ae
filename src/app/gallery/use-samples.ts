import { useCallback, useEffect, useState } from 'react';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import type { SamplesFile } from '../../schema/generated/types.ts';
import { loadSamples } from './load-samples.ts';

export type SamplesState =
  | { readonly phase: 'reading' }
  /** The page has none. */
  | { readonly phase: 'none' }
  | { readonly phase: 'failed'; readonly error: TraceError }
  | { readonly phase: 'ready'; readonly file: SamplesFile };

/** The samples listed at an address, and what reads the list again. */
export function useSamples(address: string): readonly [state: SamplesState, retry: () => void] {
  const [state, setState] = useState<SamplesState>({ phase: 'reading' });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const tell = (next: SamplesState): void => {
      if (!signal.aborted) setState(next);
    };
    loadSamples(new URL(address), signal).then(
      (file) => tell(file && file.samples.length > 0 ? { phase: 'ready', file } : { phase: 'none' }),
      (error: unknown) => tell({ phase: 'failed', error: asTraceError(error) }),
    );
    return () => controller.abort();
  }, [address, tries]);
  const retry = useCallback(() => {
    setState({ phase: 'reading' });
    setTries((before) => before + 1);
  }, []);
  return [state, retry];
}
