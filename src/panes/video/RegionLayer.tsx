import type { Clock } from '../../timeline/clock.ts';
import { useRegions } from '../../timeline/region-link.ts';
import type { Video } from '../../trace/layers.ts';
import { RegionMarking } from './RegionMarking.tsx';
import { RegionRectangle } from './RegionRectangle.tsx';
import styles from './RegionLayer.module.css';

interface RegionLayerProps {
  /** id of the layer. */
  readonly layer: string;
  readonly video: Video;
  /** Index of the frame on screen. */
  readonly frame: number;
  readonly clock: Clock;
}

/** The parts of this very picture that somebody speaks of; where one is asked for, it is marked here. */
export function RegionLayer({ layer, video, frame, clock }: RegionLayerProps) {
  const { marks, asked } = useRegions();
  const { width, height, frames } = video;
  const here = marks.filter((mark) => mark.layer === layer && frames.indexAt(mark.time) === frame);
  return (
    <>
      <svg className={styles['marks']} viewBox={`0 0 ${width} ${height}`} aria-hidden>
        {here.map(({ box }, index) => (
          <RegionRectangle key={index} box={box} video={video} />
        ))}
      </svg>
      {asked ? <RegionMarking layer={layer} video={video} clock={clock} /> : null}
    </>
  );
}
