/** The naive way: every mark in sight is drawn, one after the other. */
import type { PlacedLane } from '../../src/timeline/draw-timeline.ts';
import type { Scale } from '../../src/timeline/scale.ts';
import { LANE_HEIGHT } from './lanes.ts';

export function drawNaive(
  context: CanvasRenderingContext2D,
  lanes: readonly PlacedLane[],
  scale: Scale,
): void {
  context.clearRect(0, 0, scale.width, lanes.length * LANE_HEIGHT);
  context.fillStyle = '#7aa2f7';
  for (const { state, top } of lanes) {
    if (state.status !== 'ready') continue;
    for (const { starts, ends } of state.items)
      for (let index = 0; index < starts.length; index++) {
        const left = scale.x(starts[index] ?? 0);
        const right = Math.max(left + 1, scale.x(ends[index] ?? 0));
        if (right >= 0 && left <= scale.width) context.fillRect(left, top + 3, right - left, LANE_HEIGHT - 6);
      }
  }
}
