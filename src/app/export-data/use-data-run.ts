import { useCallback, useEffect, useRef, useState } from 'react';
import { asTraceError, isAbort } from '../../base/errors.ts';
import type { Trace } from '../../trace/trace.ts';
import { saveText } from '../save-text.ts';
import type { DataRun } from './DataOutcome.tsx';
import type { DataRequest } from './export-service.ts';

/** Milliseconds: what is written by then needs no word about it, which would only flash. */
const LATE = 500;

interface DataJob {
  readonly request: DataRequest;
  readonly name: string;
  readonly mediaType: string;
}

/** Writes data of a trace and saves it as a file; ends when the component goes. */
export function useDataRun(trace: Trace): {
  readonly run: DataRun;
  readonly start: (job: DataJob) => void;
  readonly cancel: () => void;
} {
  const [run, setRun] = useState<DataRun>({ state: 'none' });
  const working = useRef<AbortController>(undefined);
  useEffect(() => () => working.current?.abort(), []);
  const start = useCallback(
    ({ request, name, mediaType }: DataJob) => {
      working.current?.abort();
      const controller = new AbortController();
      working.current = controller;
      const tell = (next: (before: DataRun) => DataRun): void => {
        if (working.current === controller) setRun(next);
      };
      const running = (part: object) => (before: DataRun) =>
        before.state === 'running' ? { ...before, ...part } : before;
      setRun({ state: 'running', written: 0, late: false });
      const timer = setTimeout(() => tell(running({ late: true })), LATE);
      const write = async (): Promise<DataRun> => {
        try {
          // What makes the worker is loaded when something is to be written.
          const { writeInWorker } = await import('./export-data.client.ts');
          const data = await writeInWorker(
            trace,
            request,
            (written) => tell(running({ written })),
            controller.signal,
          );
          saveText(name, data.file, mediaType);
          return { state: 'saved', name, data };
        } catch (error) {
          return isAbort(error) ? { state: 'given-up' } : { state: 'failed', error: asTraceError(error) };
        } finally {
          clearTimeout(timer);
        }
      };
      void write().then((end) => tell(() => end));
    },
    [trace],
  );
  return { run, start, cancel: () => working.current?.abort() };
}
