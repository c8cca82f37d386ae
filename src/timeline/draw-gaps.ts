/** Where nothing was recorded: hatched over all that is drawn there, in a lane or, for a pause, in all of them. */
import type { DeclaredGap } from '../trace/declared-gaps.ts';
import { hatch } from './draw-spans.ts';
import type { Palette } from './palette.ts';
import type { Scale } from './scale.ts';
import type { Lane } from './tracks.ts';

/** In CSS pixels: however short it was, it is seen. */
const LEAST = 3;
/** How far beside one still counts, in CSS pixels. */
const REACH = 2;
const EDGE = 1;
/** Of the ground over what lies under it. */
const VEIL = 0.6;
/** The other way than the lines of idle time. */
const LINES = { alpha: 0.6, isFalling: true };

interface GapLane {
  readonly lane: Pick<Lane, 'gaps' | 'height'>;
  readonly top: number;
}

interface GapPicture {
  readonly context: CanvasRenderingContext2D;
  readonly scale: Scale;
  readonly palette: Pick<Palette, 'surface' | 'muted'>;
}

/** `height`: of all lanes together, in CSS pixels. */
export function drawGaps(
  { context, scale, palette }: GapPicture,
  lanes: readonly GapLane[],
  pauses: readonly DeclaredGap[],
  height: number,
): void {
  // All at once: lines that go through several lanes meet.
  const area = new Path2D();
  const edges = new Path2D();
  let [first, last] = [Infinity, -Infinity];
  const add = (gaps: readonly DeclaredGap[], top: number, tall: number): void => {
    for (const { left, right } of gapRuns(gaps, scale)) {
      area.rect(left, top, right - left, tall);
      edges.rect(left, top, EDGE, tall);
      edges.rect(right - EDGE, top, EDGE, tall);
      first = Math.min(first, left);
      last = Math.max(last, right);
    }
  };
  add(pauses, 0, height);
  for (const { lane, top } of lanes) if (lane.gaps) add(lane.gaps, top, lane.height - 1);
  if (last < first) return;
  context.globalAlpha = VEIL;
  context.fillStyle = palette.surface;
  context.fill(area);
  hatch(context, area, { left: first, top: 0, right: last, height }, palette.muted, LINES);
  context.globalAlpha = LINES.alpha;
  context.fillStyle = palette.muted;
  context.fill(edges);
  context.globalAlpha = 1;
}

/** What is drawn of gaps in time order: [left, right) in CSS pixels, those that touch as one, and none out of sight. */
export function gapRuns(
  gaps: readonly DeclaredGap[],
  scale: Scale,
): readonly { readonly left: number; readonly right: number }[] {
  const runs: { left: number; right: number }[] = [];
  for (const { range } of gaps) {
    const start = Math.round(scale.x(range.start));
    if (start > scale.width) break;
    const end = Math.max(start + LEAST, Math.round(scale.x(range.end)));
    if (end <= 0) continue;
    // Canvases draw huge rectangles wrongly.
    const [left, right] = [Math.max(start, -EDGE), Math.min(end, scale.width + EDGE)];
    const run = runs.at(-1);
    if (run && left <= run.right) run.right = Math.max(run.right, right);
    else runs.push({ left, right });
  }
  return runs;
}

/** The gap that is drawn at `x` CSS pixels from the left edge, or close to it: the lane's own before a pause. */
export function hitGap(
  own: readonly DeclaredGap[],
  pauses: readonly DeclaredGap[],
  scale: Scale,
  x: number,
): DeclaredGap | undefined {
  const isHit = ({ range }: DeclaredGap): boolean => {
    const start = scale.x(range.start);
    return x >= start - REACH && x < Math.max(start + LEAST, scale.x(range.end)) + REACH;
  };
  return own.findLast(isHit) ?? pauses.findLast(isHit);
}
