/** How the voice goes along with a clip, whose pictures keep their own times. Pure. */
import type { ClockMap } from '../../trace/clock-map.ts';
import type { FrameTable } from '../../trace/frame-table.ts';
import { mediaSeconds, traceTimeOf } from './media-time.ts';

/** Frames, both included. */
export interface FrameSpan {
  readonly first: number;
  readonly last: number;
}

export interface ClipClocks {
  readonly picture: ClockMap;
  readonly voice: ClockMap;
}

/** Moments of a clip at which the clocks are compared, and one more. */
const LOOKS = 256;
/** Seconds by which a voice may be off whatever a frame lasts: more is seen on lips. */
const MOST_OFF = 0.04;

/** When each frame begins, in seconds of media time; then where the last one ends. */
export function clipTimes(frames: FrameTable, { first, last }: FrameSpan): Float64Array<ArrayBuffer> {
  const times = Float64Array.from({ length: last - first + 2 }, (_, index) =>
    frames.mediaTime(first + index),
  );
  times[last - first + 1] = endOf(frames, last);
  return times;
}

/** Where a clip that begins with frame `first` begins on the voice's own clock, in seconds; negative where the voice begins later. */
export function voiceStart(frames: FrameTable, first: number, { picture, voice }: ClipClocks): number {
  return mediaSeconds(voice, traceTimeOf(picture, frames.mediaTime(first)));
}

/**
 * Whether the voice, begun with the clip, is never more than a frame away from the pictures that it goes with. It is not
 * where one of the two is a time lapse or their clocks drift: it would be put beside other pictures.
 */
export function keepsPace(frames: FrameTable, { first, last }: FrameSpan, clocks: ClipClocks): boolean {
  const { picture, voice } = clocks;
  const begin = frames.mediaTime(first);
  const length = endOf(frames, last) - begin;
  const heard = voiceStart(frames, first, clocks);
  const most = Math.min(MOST_OFF, length / (last - first + 1));
  for (let look = 1; look <= LOOKS; look += 1) {
    const gone = (length * look) / LOOKS;
    const there = mediaSeconds(voice, traceTimeOf(picture, begin + gone));
    if (Math.abs(there - heard - gone) > most) return false;
  }
  return true;
}

function endOf(frames: FrameTable, last: number): number {
  return 2 * (frames.mediaMiddle(last) + frames.elementShift) - frames.mediaTime(last);
}
