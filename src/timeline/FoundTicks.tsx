import { useLayoutEffect, useRef } from 'react';
import { RULER_HEIGHT, type PlacedLane } from './draw-timeline.ts';
import { drawTicks, lanesOfTrack, type FoundMoments } from './found-moments.ts';
import { prepareCanvas, type TimelinePainter } from './painter.ts';
import { readPalette, type Palette } from './palette.ts';
import type { Scale } from './scale.ts';
import type { ViewStore } from './view-store.ts';
import styles from './timeline.module.css';

interface FoundTicksProps {
  readonly found: FoundMoments;
  readonly lanes: readonly PlacedLane[];
  readonly view: ViewStore;
  readonly painter: TimelinePainter;
}

/** Heights in CSS pixels: at the foot of the ruler, and at the top of a lane. */
const RULER_TICK = 6;
const LANE_TICK = 7;

/** What was found, above the lanes and the ruler: on canvases of their own, since it changes with every key stroke. */
export function FoundTicks({ found, lanes, view, painter }: FoundTicksProps) {
  const ruler = useRef<HTMLCanvasElement>(null);
  const plot = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    let frame: number | undefined;
    const paint = (): void => {
      frame = undefined;
      const [above, below] = [ruler.current, plot.current];
      const { scale } = painter;
      if (!above || !below || scale.width === 0) return;
      const palette = readPalette(below);
      const last = lanes.at(-1);
      const height = last ? last.top + last.lane.height : 0;
      paintRuler(prepareCanvas(above, scale.width, RULER_HEIGHT), scale, palette, found);
      paintLanes(prepareCanvas(below, scale.width, height), scale, palette, { found, lanes, height });
    };
    const later = (): void => {
      frame ??= requestAnimationFrame(paint);
    };
    paint();
    const themes = new MutationObserver(later);
    themes.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-theme', 'data-contrast'],
    });
    const stops = [
      view.subscribe(({ range }, before) => {
        if (range !== before.range) later();
      }),
      painter.onResize(later),
      () => themes.disconnect(),
    ];
    return () => {
      stops.forEach((stop) => stop());
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [found, lanes, view, painter]);
  return (
    <>
      <div className={styles['foundRuler']} aria-hidden>
        <canvas ref={ruler} />
      </div>
      <canvas ref={plot} className={styles['foundLanes']} style={{ top: RULER_HEIGHT }} aria-hidden />
    </>
  );
}

function paintRuler(
  context: CanvasRenderingContext2D,
  scale: Scale,
  { accent, surface2, text }: Palette,
  { tracks, current }: FoundMoments,
): void {
  context.clearRect(0, 0, scale.width, RULER_HEIGHT);
  const place = { context, scale, ground: surface2, top: RULER_HEIGHT - RULER_TICK - 1, height: RULER_TICK };
  for (const track of tracks) drawTicks(track, { ...place, colour: accent });
  if (!current) return;
  const x = Math.round(scale.x(current.time));
  context.fillStyle = text;
  context.beginPath();
  context.moveTo(x - 5, RULER_HEIGHT - 11);
  context.lineTo(x + 5, RULER_HEIGHT - 11);
  context.lineTo(x, RULER_HEIGHT - 3);
  context.fill();
}

function paintLanes(
  context: CanvasRenderingContext2D,
  scale: Scale,
  { accent, surface, text }: Palette,
  {
    found: { tracks, current },
    lanes,
    height,
  }: {
    readonly found: FoundMoments;
    readonly lanes: readonly PlacedLane[];
    readonly height: number;
  },
): void {
  context.clearRect(0, 0, scale.width, height);
  for (const track of tracks)
    for (const { top } of lanesOfTrack(lanes, track.id))
      drawTicks(track, { context, scale, colour: accent, ground: surface, top, height: LANE_TICK });
  if (!current) return;
  const x = Math.round(scale.x(current.time)) - 1;
  for (const { top, lane } of lanesOfTrack(lanes, current.id)) {
    context.fillStyle = surface;
    context.fillRect(x - 1, top, 4, lane.height - 1);
    context.fillStyle = text;
    context.fillRect(x, top, 2, lane.height - 1);
  }
}
