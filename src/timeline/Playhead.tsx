import { useLayoutEffect, useRef } from 'react';
import { useTimeWords } from '../ui/time-words.ts';
import type { Transport } from './clock.ts';
import type { TimelinePainter } from './painter.ts';
import { isVisible } from './view-range.ts';
import type { ViewStore } from './view-store.ts';
import styles from './timeline.module.css';

interface PlayheadProps {
  readonly clock: Transport;
  readonly view: ViewStore;
  readonly painter: TimelinePainter;
}

/** The line at `now()`, and the hair line at the hovered moment: moved without React and without painting. */
export function Playhead({ clock, view, painter }: PlayheadProps) {
  const words = useTimeWords();
  const playhead = useRef<HTMLDivElement>(null);
  const hair = useRef<HTMLDivElement>(null);
  const hairTime = useRef<HTMLSpanElement>(null);

  useLayoutEffect(() => {
    let before = clock.now();
    const place = (): void => {
      const { range, hover, duration } = view.getState();
      const { scale } = painter;
      const put = (line: HTMLElement | null, time: number, shown: boolean): void => {
        if (!line) return;
        line.style.visibility = shown ? 'visible' : 'hidden';
        if (shown) line.style.transform = `translateX(${scale.x(time)}px)`;
      };
      const now = clock.now();
      put(playhead.current, now, isVisible(range, now, duration));
      put(hair.current, hover ?? 0, hover !== undefined && isVisible(range, hover, duration));
      if (hairTime.current && hover !== undefined) hairTime.current.textContent = words.moment(hover);
    };
    const tick = (): void => {
      const now = clock.now();
      const { range, duration, follow } = view.getState();
      // Who looks elsewhere while playing is left there; a jump while paused is always shown.
      if (now !== before && (!clock.playing || isVisible(range, before, duration))) follow(now);
      before = now;
      place();
    };
    const release = [clock.subscribe(tick), view.subscribe(place), painter.onResize(place)];
    place();
    return () => release.forEach((stop) => stop());
  }, [clock, view, painter, words]);

  return (
    <>
      <div ref={hair} className={styles['hair']} data-testid="hair">
        <span ref={hairTime} className={styles['hairTime']} />
      </div>
      <div ref={playhead} className={styles['playhead']} data-testid="playhead">
        <div className={styles['head']} />
      </div>
    </>
  );
}
