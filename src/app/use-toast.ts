import { useCallback, useEffect, useRef, useState } from 'react';

const TOAST_MILLIS = 2500;

/** A short word that goes by itself, and how to say one. */
export function useToast(): readonly [string | undefined, (text: string) => void] {
  const [text, setText] = useState<string>();
  const timer = useRef<number>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = useCallback((next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setText(undefined), TOAST_MILLIS);
  }, []);
  return [text, show];
}
