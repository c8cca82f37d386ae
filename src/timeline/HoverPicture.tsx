import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { formatTimecode } from '../base/time.ts';
import type { Films } from './films.ts';
import styles from './timeline.module.css';

/** What the screen showed at the moment that is pointed at; nothing where no video shows it. */
export function HoverPicture({ films }: { readonly films: Films }) {
  const preview = useSyncExternalStore(films.subscribe, films.preview);
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = preview?.picture;
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context) return;
    const { width, height } = canvas.current;
    context.clearRect(0, 0, width, height);
    if (picture) context.drawImage(picture, 0, 0, width, height);
  }, [picture]);
  if (!preview) return null;
  const { width, height } = preview.film.box('card');
  const label = preview.time === undefined || preview.exact ? undefined : formatTimecode(preview.time);
  return (
    <div className={styles['picture']} style={{ width, height }}>
      <canvas
        ref={canvas}
        width={Math.round(width * devicePixelRatio)}
        height={Math.round(height * devicePixelRatio)}
      />
      {label !== undefined && <span className={styles['pictureTime']}>picture of {label}</span>}
    </div>
  );
}
