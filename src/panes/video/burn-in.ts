import { drawOverlays, type Context } from './draw-overlays.ts';
import { drawWords } from './draw-words.ts';
import type { Scene } from './scene.ts';

/** Pixels of a picture's shorter side for which overlays are drawn as large as on the page. */
const PLAIN_SIDE = 720;

/** Burns the scene into a picture that fills a canvas of the scene's size. */
export function burnIn(context: Context, scene: Scene): void {
  const { width, height } = scene.size;
  // In a recording of many pixels, the marks would be too small to be seen.
  const unit = Math.max(1, Math.min(width, height) / PLAIN_SIDE);
  const picture = { x: 0, y: 0, width: width / unit, height: height / unit };
  context.save();
  context.setTransform(unit, 0, 0, unit, 0, 0);
  drawOverlays(context, scene, picture);
  drawWords(context, scene, picture);
  context.restore();
}
