import { useEffect, type RefObject } from 'react';
import { toSeconds } from '../base/time.ts';
import { useTimeWords } from '../ui/time-words.ts';
import type { Transport } from './clock.ts';

/** Keeps the ARIA value of the slider `element` at the present time: by the second while playing, exactly while paused. */
export function useSliderValue(element: RefObject<HTMLElement | null>, clock: Transport): void {
  const words = useTimeWords();
  useEffect(() => {
    const slider = element.current;
    if (!slider) return;
    const of = words.steps === undefined ? ` of ${words.place(clock.duration)}` : '';
    let told: number | undefined;
    const tell = (): void => {
      const seconds = toSeconds(clock.now());
      const value = clock.playing ? Math.floor(seconds) : seconds;
      if (value === told) return;
      told = value;
      slider.setAttribute('aria-valuenow', String(value));
      slider.setAttribute('aria-valuetext', words.place(clock.now()) + of);
    };
    slider.setAttribute('aria-valuemax', String(toSeconds(clock.duration)));
    tell();
    return clock.subscribe(tell);
  }, [element, clock, words]);
}
