import { useEffect, useState } from 'react';
import { asTraceError, type TraceError } from '../base/errors.ts';
import type { CheckedBundle } from '../trace/checked-bundle.ts';
import type { Trace } from '../trace/trace.ts';
import type { Clock } from './clock.ts';

/** The text of the task. */
export type Statement =
  | { readonly state: 'none' }
  | { readonly state: 'reading' }
  | { readonly state: 'read'; readonly text: string; readonly cut: boolean }
  | { readonly state: 'failed'; readonly error: TraceError };

/** Characters that are shown: a document of that many lines is still drawn at once. */
const MAX_TEXT = 100_000;

export interface StatementSource {
  readonly manifest: Trace['manifest'];
  readonly bundle: Pick<CheckedBundle, 'readText'>;
}

/** Reads the task's text, holding the clock in the name of `holder` meanwhile. */
export function useStatement({ manifest, bundle }: StatementSource, clock: Clock, holder: string): Statement {
  const path = manifest.task.statement_path;
  const [read, setRead] = useState<{ readonly path: string; readonly statement: Statement }>();
  useEffect(() => {
    if (path === undefined) return undefined;
    const release = clock.hold(holder);
    const abort = new AbortController();
    const show = (statement: Statement): void => {
      if (!abort.signal.aborted) setRead({ path, statement });
      release();
    };
    bundle.readText(path, abort.signal).then(
      (text) => show({ state: 'read', text: text.slice(0, MAX_TEXT), cut: text.length > MAX_TEXT }),
      (error: unknown) => show({ state: 'failed', error: asTraceError(error) }),
    );
    return () => {
      abort.abort();
      release();
    };
  }, [path, bundle, clock, holder]);
  if (path === undefined) return { state: 'none' };
  return read?.path === path ? read.statement : { state: 'reading' };
}
