import { useEffect, useState } from 'react';
import type { Clock } from './clock.ts';

/**
 * The words of `select` once there have been some for `millis`, else ''. A wait that is over sooner renders nothing: at
 * each seek it would cost a picture of its own. `select`: stable.
 */
export function useLasting(clock: Pick<Clock, 'subscribe'>, select: () => string, millis: number): string {
  const [shown, setShown] = useState('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isShown = false;
    const show = (words: string): void => {
      isShown = words !== '';
      setShown(words);
    };
    const follow = (): void => {
      const words = select();
      if (isShown) show(words);
      if (words !== '') timer ??= setTimeout(() => show(select()), millis);
      else {
        clearTimeout(timer);
        timer = undefined;
      }
    };
    follow();
    const stop = clock.subscribe(follow);
    return () => {
      stop();
      clearTimeout(timer);
      setShown('');
    };
  }, [clock, select, millis]);
  return shown;
}
