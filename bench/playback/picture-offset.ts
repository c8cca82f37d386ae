import type { TraceTime } from '../../src/base/time.ts';
import type { FrameTable } from '../../src/trace/frame-table.ts';

/** Seconds by which a browser's media time may be below the table's for reasons of rounding. */
const ROUNDING = 0.000_01;

/**
 * By how many seconds `now` lies outside of the interval of the picture of media time `seconds`: 0 inside it, negative
 * where the picture is behind.
 */
export function pictureOffset(frames: FrameTable, seconds: number, now: TraceTime): number {
  const frame = frames.indexAtMedia(seconds + ROUNDING);
  const [start, end] = [frames.startOf(frame), frames.startOf(frame + 1)];
  return (now < start ? start - now : now >= end ? end - now : 0) / 1e6;
}
