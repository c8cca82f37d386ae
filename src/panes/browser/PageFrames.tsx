import { useRef } from 'react';
import type { Click } from './browser-state.ts';
import styles from './page-view.module.css';
import type { Frame } from './use-frames.ts';
import { useSize, type Size } from './use-size.ts';

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
        const { size, scale } = fit(frame, box);
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
            {inSight && click && (
              <span
                className={styles['click']}
                style={{ left: click.x * scale, top: click.y * scale }}
                aria-hidden
              />
            )}
          </div>
        );
      })}
    </div>
  );
}

/** Pages are enlarged up to this; beyond, their letters would dwarf everything else. */
const MAX_SCALE = 1.25;

/** A viewport whose size was not recorded takes the room that there is. */
function fit(
  { snapshot: { width, height } }: Frame,
  box: Size,
): { readonly size: Size; readonly scale: number } {
  if (width === undefined || height === undefined) return { size: box, scale: 1 };
  return { size: { width, height }, scale: Math.min(MAX_SCALE, box.width / width, box.height / height) };
}
