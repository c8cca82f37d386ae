import { useState, type CSSProperties } from 'react';
import type { SamplePictures } from '../../schema/generated/types.ts';
import styles from './gallery.module.css';

interface SamplePictureProps {
  /** undefined: there is no video of it. */
  readonly pictures: SamplePictures | undefined;
  /** The address that their places are told from. */
  readonly base: URL;
  /** What is to be seen, in words. */
  readonly alt: string;
  /** Somebody looks at it: from then on, the moments are there to be moved. */
  readonly wanted: boolean;
}

/** The screen of a sample: still, and while somebody points at its card, its moments one after the other. */
export function SamplePicture({ pictures, base, alt, wanted }: SamplePictureProps) {
  const [lost, setLost] = useState(false);
  const [moves, setMoves] = useState(false);
  if (!pictures || lost)
    return (
      <span className={styles['picture']}>
        <span className={styles['unseen']}>
          {pictures ? 'Its picture is missing' : 'No recording of the screen'}
        </span>
      </span>
    );
  const { poster, loop, moments, width, height } = pictures;
  const shape = { '--shape': `${width} / ${height}`, '--moments': moments } as CSSProperties;
  return (
    <span className={styles['picture']} style={shape} data-moves={moves || undefined}>
      <img
        className={styles['poster']}
        src={new URL(poster, base).href}
        alt={alt}
        loading="lazy"
        decoding="async"
        onError={() => setLost(true)}
      />
      {wanted && (
        // Without it, the still picture is all there is.
        <img
          className={styles['loop']}
          src={new URL(loop, base).href}
          alt=""
          decoding="async"
          onLoad={() => setMoves(true)}
        />
      )}
    </span>
  );
}
