import { useCallback, useEffect, useRef } from 'react';
import { useSessionState } from './per-session.ts';
import type { TraceSession } from './session-store.ts';

/** As long as it is there at least, and for each of its characters: people read some fifteen a second. */
const TOAST_MILLIS = 2500;
const CHARACTER_MILLIS = 70;

/** A short word about a trace, which goes by itself or with the trace, and how to say one. */
export function useToast(
  session: Pick<TraceSession, 'id'>,
): readonly [string | undefined, (text: string) => void] {
  const [text, setText] = useSessionState<string>(session);
  const timer = useRef<number>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = useCallback(
    (next: string) => {
      setText(next);
      clearTimeout(timer.current);
      timer.current = window.setTimeout(
        () => setText(undefined),
        Math.max(TOAST_MILLIS, next.length * CHARACTER_MILLIS),
      );
    },
    [setText],
  );
  return [text, show];
}
