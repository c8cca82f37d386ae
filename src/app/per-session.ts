import { useCallback, useState } from 'react';
import type { TraceSession } from './session-store.ts';

type Session = Pick<TraceSession, 'id'>;

/** What is made anew for each session; `before`: that of the one before it. */
export function usePerSession<T>({ id }: Session, make: (before: T | undefined) => T): T {
  const [held, setHeld] = useState(() => ({ id, value: make(undefined) }));
  if (held.id === id) return held.value;
  const next = { id, value: make(held.value) };
  setHeld(next);
  return next.value;
}

/** A state that is undefined to begin with, for each session anew. */
export function useSessionState<T>({
  id,
}: Session): readonly [T | undefined, (value: T | undefined) => void] {
  const [held, setHeld] = useState<{ readonly id: number; readonly value: T | undefined }>();
  const set = useCallback(
    // What goes with a session may still set its own when the next is there, whose id is greater.
    (value: T | undefined) => setHeld((before) => (before && before.id > id ? before : { id, value })),
    [id],
  );
  return [held?.id === id ? held.value : undefined, set];
}
