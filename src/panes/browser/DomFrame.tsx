import { useLayoutEffect, useRef } from 'react';
import type { Clock } from '../../timeline/clock.ts';
import { useClock } from '../../timeline/use-clock.ts';
import type { BrowserLog } from './browser-log.ts';
import type { Click } from './browser-state.ts';
import { ClickMark } from './ClickMark.tsx';
import type { DomScreen } from './dom-screen.ts';
import { fit } from './fit.ts';
import styles from './page-view.module.css';
import { useSize } from './use-size.ts';
import { wantedDom } from './wanted-dom.ts';

interface DomFrameProps {
  readonly screen: DomScreen;
  readonly log: BrowserLog;
  readonly clock: Clock;
  readonly visible: boolean;
  /** To be drawn on the page. */
  readonly click: Click | undefined;
}

/** The recorded page, as snapshots stand in their frames: see PageFrames. */
export function DomFrame({ screen, log, clock, visible, click }: DomFrameProps) {
  const ref = useRef<HTMLDivElement>(null);
  const hostRef = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    screen.attach(hostRef.current);
    return () => screen.attach(null);
  }, [screen]);
  const box = useSize(ref);
  // Numbers, since a selector yields primitives only.
  const width = useClock(clock, (now) => wantedDom(log, now)?.viewport?.width);
  const height = useClock(clock, (now) => wantedDom(log, now)?.viewport?.height);
  const { size, scale } = fit({ width, height }, box);
  return (
    <div ref={ref} className={styles['stage']}>
      <div
        className={styles['fit']}
        data-shown={visible}
        style={{ width: size.width * scale, height: size.height * scale }}
      >
        <div ref={hostRef} className={styles['recorded']} style={{ transform: `scale(${scale})` }} />
        {visible && click && <ClickMark click={click} scale={scale} />}
      </div>
    </div>
  );
}
