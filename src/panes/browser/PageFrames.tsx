import { useRef } from 'react';
import type { Click } from './browser-state.ts';
import { ClickMark } from './ClickMark.tsx';
import styles from './page-view.module.css';
import type { Frame } from './use-frames.ts';
import { fit } from './fit.ts';
import { useSize } from './use-size.ts';

interface PageFramesProps {
  readonly frames: readonly Frame[];
  /** Key of the frame in sight. */
  readonly shown: string | undefined;
  readonly title: string;
  /** To be drawn on the page. */
  readonly click: Click | undefined;
  readonly onLoad: (frame: Frame) => void;
}

/** The page at the size of its viewport then, scaled to fit. It is a picture: nothing in it can be pressed or focused. */
export function PageFrames({ frames, shown, title, click, onLoad }: PageFramesProps) {
  const ref = useRef<HTMLDivElement>(null);
  const box = useSize(ref);
  return (
    <div ref={ref} className={styles['stage']}>
      {frames.map((frame) => {
        const { size, scale } = fit(frame.snapshot, box);
        const inSight = frame.key === shown;
        return (
          <div
            key={frame.key}
            className={styles['fit']}
            data-shown={inSight}
            style={{ width: size.width * scale, height: size.height * scale }}
          >
            <iframe
              className={styles['frame']}
              // No token: no script, no form, no window, no origin.
              sandbox=""
              srcDoc={frame.document}
              title={inSight ? `Page: ${title}` : 'Page that is loading'}
              tabIndex={-1}
              aria-hidden={!inSight}
              onLoad={() => onLoad(frame)}
              style={{ width: size.width, height: size.height, transform: `scale(${scale})` }}
            />
            {inSight && click && <ClickMark click={click} scale={scale} />}
          </div>
        );
      })}
    </div>
  );
}
