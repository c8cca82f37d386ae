import { useEffectEvent, useLayoutEffect, useRef } from 'react';
import { drawOverlays } from './draw-overlays.ts';
import { fitInside, type Size } from './map-to-picture.ts';
import styles from './Overlays.module.css';
import type { Scene } from './scene.ts';

interface OverlaysProps {
  readonly scene: Scene;
  /** The frame that it belongs to; -1 for none. */
  readonly frame: number;
}

/**
 * What the pointer did, drawn over the picture, on the screen's own pixels. Everything lies still while time does. What
 * it says in words is in the pane's report.
 */
export function Overlays({ scene, frame }: OverlaysProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const box = useRef<{ readonly css: Size; readonly pixels: Size }>(undefined);
  const paint = useEffectEvent(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context || !box.current) return;
    const { css, pixels } = box.current;
    // Setting a size clears the canvas: it is painted again before the browser shows it.
    if (canvas.width !== pixels.width) canvas.width = pixels.width;
    if (canvas.height !== pixels.height) canvas.height = pixels.height;
    canvas.dataset['frame'] = String(frame);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, pixels.width, pixels.height);
    if (!(css.width > 0 && css.height > 0)) return;
    context.setTransform(pixels.width / css.width, 0, 0, pixels.height / css.height, 0, 0);
    drawOverlays(context, scene, fitInside(css, scene.size));
  });
  useLayoutEffect(() => {
    const canvas = ref.current;
    if (!canvas) return;
    const observer = new ResizeObserver((entries) => {
      const entry = entries.at(-1);
      if (!entry) return;
      box.current = boxOf(entry);
      paint();
    });
    try {
      observer.observe(canvas, { box: 'device-pixel-content-box' });
    } catch {
      // A browser that does not tell the screen's pixels: they are reckoned.
      observer.observe(canvas);
    }
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => paint(), [scene, frame]);
  return <canvas ref={ref} className={styles['overlays']} data-overlays aria-hidden />;
}

function boxOf({ contentRect, devicePixelContentBoxSize }: ResizeObserverEntry): {
  readonly css: Size;
  readonly pixels: Size;
} {
  const css = { width: contentRect.width, height: contentRect.height };
  // The type promises it, and not every browser has it.
  const [exact] = (devicePixelContentBoxSize as readonly ResizeObserverSize[] | undefined) ?? [];
  const pixels = exact
    ? { width: exact.inlineSize, height: exact.blockSize }
    : {
        width: Math.round(css.width * devicePixelRatio),
        height: Math.round(css.height * devicePixelRatio),
      };
  return { css, pixels };
}
