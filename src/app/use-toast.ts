import { useCallback, useEffect, useRef, useState } from 'react';

/** As long as it is there at least, and for each of its characters: people read some fifteen a second. */
const TOAST_MILLIS = 2500;
const CHARACTER_MILLIS = 70;

/** A short word that goes by itself, and how to say one. */
export function useToast(): readonly [string | undefined, (text: string) => void] {
  const [text, setText] = useState<string>();
  const timer = useRef<number>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = useCallback((next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(
      () => setText(undefined),
      Math.max(TOAST_MILLIS, next.length * CHARACTER_MILLIS),
    );
  }, []);
  return [text, show];
}
