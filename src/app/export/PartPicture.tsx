import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import styles from './export.module.css';
import { partBetween, type PartRect } from './picture-part.ts';
import type { FramePicture } from './use-frame-picture.ts';

interface PartPictureProps {
  readonly shown: Extract<FramePicture, { readonly status: 'ready' }>;
  /** `now`: whether it covers this frame, or other ones. */
  readonly parts: readonly { readonly rect: PartRect; readonly current: boolean; readonly now: boolean }[];
  readonly onDraw: (rect: PartRect) => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The frame, what is covered of it, and what is being drawn by pointer; by keys, parts are set in fields. */
export function PartPicture({ shown: { video, picture, error }, parts, onDraw }: PartPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<SVGSVGElement>(null);
  const [drag, setDrag] = useState<readonly [Point, Point]>();
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context || !picture) return;
    canvas.current.width = picture.width;
    canvas.current.height = picture.height;
    context.drawImage(picture, 0, 0);
  }, [picture]);
  const pointOf = ({ clientX, clientY }: PointerEvent): Point => {
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(
      overlay.current?.getScreenCTM()?.inverse(),
    );
    return { x, y };
  };
  const drawn = drag && partBetween(...drag, video);
  return (
    <div
      className={styles['picture']}
      style={{
        aspectRatio: `${video.width} / ${video.height}`,
        maxWidth: `calc(46vh * ${video.width / video.height})`,
      }}
    >
      <canvas ref={canvas} aria-hidden />
      {!picture && (
        <p role="status">{error ? describeProblem(error).title : 'The picture is being decoded …'}</p>
      )}
      <svg
        ref={overlay}
        viewBox={`0 0 ${video.width} ${video.height}`}
        aria-hidden
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const point = pointOf(event);
          setDrag([point, point]);
        }}
        onPointerMove={(event) => {
          if (drag) setDrag([drag[0], pointOf(event)]);
        }}
        onPointerUp={() => {
          setDrag(undefined);
          if (drawn) onDraw(drawn);
        }}
        onPointerCancel={() => setDrag(undefined)}
      >
        {parts.map(({ rect, current, now }, index) => (
          <rect
            key={index}
            {...rect}
            data-current={current || undefined}
            data-elsewhere={now ? undefined : true}
          />
        ))}
        {drawn && <rect {...drawn} data-current />}
      </svg>
    </div>
  );
}
