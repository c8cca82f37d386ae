import { useContext, useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Clock } from '../../timeline/clock.ts';
import { RegionContext, type Box } from '../../timeline/region-link.ts';
import type { Video } from '../../trace/layers.ts';
import { boxBetween, boxByKey, FIRST_BOX, isLarge, type Point } from './region-box.ts';
import { RegionRectangle } from './RegionRectangle.tsx';
import styles from './RegionLayer.module.css';

interface RegionMarkingProps {
  /** id of the layer. */
  readonly layer: string;
  readonly video: Video;
  readonly clock: Clock;
}

/** A box by dragging, or by keys: arrows move it, with Shift they size it, Enter takes it, Escape gives up. */
export function RegionMarking({ layer, video, clock }: RegionMarkingProps) {
  const { answer } = useContext(RegionContext);
  const surface = useRef<HTMLDivElement>(null);
  const picture = useRef<SVGSVGElement>(null);
  const start = useRef<Point>(undefined);
  const [box, setBox] = useState(FIRST_BOX);
  useEffect(() => surface.current?.focus(), []);
  const take = (taken: Box): void => answer({ layer, time: clock.now(), box: taken });
  /** In shares of the picture, which may lie outside. */
  const pointOf = ({ clientX, clientY }: PointerEvent): Point => {
    const matrix = picture.current?.getScreenCTM()?.inverse();
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix);
    return { x: x / video.width, y: y / video.height };
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = boxByKey(box, event.key, event.shiftKey);
    if (next) setBox(next);
    else if (event.key === 'Enter') take(box);
    else if (event.key === 'Escape') answer(undefined);
    else return;
    event.preventDefault();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application takes keys and pointers
    <div
      ref={surface}
      className={styles['marking']}
      role="application"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- an application takes keys
      tabIndex={0}
      aria-label="Mark a part of the picture: arrow keys move it, with Shift size it, Enter takes it"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = pointOf(event);
      }}
      onPointerMove={(event) => {
        if (start.current) setBox(boxBetween(start.current, pointOf(event)));
      }}
      onPointerUp={(event) => {
        const drawn = start.current && boxBetween(start.current, pointOf(event));
        start.current = undefined;
        if (drawn && isLarge(drawn)) take(drawn);
        else setBox(FIRST_BOX);
      }}
    >
      <svg
        ref={picture}
        className={styles['marks']}
        viewBox={`0 0 ${video.width} ${video.height}`}
        aria-hidden
      >
        <RegionRectangle box={box} video={video} />
      </svg>
      <p>Drag a box on the picture · Esc gives up</p>
    </div>
  );
}
