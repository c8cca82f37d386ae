import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { TraceTime } from '../../base/time.ts';
import type { Clock } from '../../timeline/clock.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { useHold } from '../../timeline/use-hold.ts';
import { Differ } from './differ.client.ts';
import type { ChangedFile } from './structure.ts';
import { StructureReader } from './structure-reader.ts';
import type { OpenWorkspace } from './use-workspace.ts';

interface ReadStructure {
  readonly reader: StructureReader;
  /** Events up to which it was read. */
  readonly count: number;
  readonly files: readonly ChangedFile[];
}

/** What changed since the base commit at the playhead; undefined until it is known. The clock is held while another is. */
export function useStructure(
  { workspace, texts, patches }: OpenWorkspace,
  clock: Clock,
): readonly ChangedFile[] | undefined {
  const reader = useMemo(() => {
    const differ = new Differ();
    return new StructureReader({ workspace, texts, patches }, (before, after) => differ.diff(before, after));
  }, [workspace, texts, patches]);
  // It changes exactly when the files may.
  const count = useClock(clock, (now) => workspace.eventsUntil(now));
  const [read, setRead] = useState<ReadStructure>();
  const [failure, setFailure] = useState<{ readonly error: unknown }>();
  const asked = useRef(0);
  const shown = useRef(0);
  useEffect(() => {
    const ended = new AbortController();
    asked.current += 1;
    const turn = asked.current;
    const now = clock.now();
    const upTo = workspace.eventsUntil(now);
    reader.read(now, ended.signal).then(
      (files) => {
        // While playing, an earlier one may come later.
        if (ended.signal.aborted || turn < shown.current) return;
        shown.current = turn;
        setRead({ reader, count: upTo, files });
      },
      (error: unknown) => {
        if (!ended.signal.aborted) setFailure({ error });
      },
    );
    return () => {
      // While playing, what is asked for is shown: where changes come fast, nothing would ever be.
      if (!clock.playing) ended.abort();
    };
    // For each number of events anew.
  }, [reader, workspace, clock, count]);
  const isLate = useCallback(
    (now: TraceTime) => read?.reader !== reader || read.count !== workspace.eventsUntil(now),
    [read, reader, workspace],
  );
  useHold(clock, 'diff', isLate);
  // Thrown here, it reaches the error boundary that the shell gives every pane.
  if (failure) throw failure.error;
  return read?.files;
}
