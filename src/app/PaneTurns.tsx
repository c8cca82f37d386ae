import { useContext, useEffect, useState, type ReactNode } from 'react';
import { pause } from '../base/pause.ts';
import type { PaneDefinition } from '../panes/pane.tsx';
import type { Trace } from '../trace/trace.ts';
import { Reading } from '../ui/Reading.tsx';
import { TurnoverContext } from './turnover.ts';

/**
 * When each of the panes that are shown comes: behind the picture of the one that is looked at first, where there is one,
 * and each in a task of its own. `pictured`: undefined where the picture is not there at once; then nobody waits.
 */
export function paneTurns(
  shown: readonly string[],
  panes: ReadonlyMap<string, PaneDefinition>,
  trace: Trace,
  pictured: Promise<void> | undefined,
): ReadonlyMap<string, Promise<void>> {
  const turns = new Map<string, Promise<void>>();
  const isFirst = (id: string): boolean => panes.get(id)?.first ?? false;
  if (!pictured || !shown.some((id) => isFirst(id) && panes.get(id)?.bind(trace))) return turns;
  let last = pictured;
  for (const id of shown) {
    if (isFirst(id)) continue;
    turns.set(id, last);
    last = last.then(() => pause());
  }
  return turns;
}

interface InTurnProps {
  /** undefined: at once. */
  readonly after: Promise<void> | undefined;
  /** Of the pane. */
  readonly title: string;
  readonly children: ReactNode;
}

/** A pane, once it is its turn, until its trace leaves. */
export function InTurn({ after, title, children }: InTurnProps) {
  const { leaving } = useContext(TurnoverContext);
  const [waits, setWaits] = useState(after !== undefined);
  useEffect(() => {
    let current = true;
    void after?.then(() => {
      if (current) setWaits(false);
    });
    return () => {
      current = false;
    };
  }, [after]);
  return waits || leaving ? <Reading what={`Loading ${title.toLowerCase()} …`} /> : children;
}
