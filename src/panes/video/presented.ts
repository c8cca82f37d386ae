import type { TraceError } from '../../base/errors.ts';
import type { TraceTime } from '../../base/time.ts';
import type { FrameTable } from '../../trace/frame-table.ts';

/** What stands on the screen, and how sure that is. */
export interface Presented {
  /** Where the clock is: no picture yet, before the video's first frame, inside it, or after its last. */
  readonly place: 'loading' | 'before' | 'inside' | 'after';
  /** Index of the frame on screen; -1 where there is none yet, and while nothing can be seen. */
  readonly frame: number;
  /** True: it is the frame of now(), and the browser confirmed it. null: the video has no frame of now(), or nobody can see it. */
  readonly exact: boolean | null;
  /** The frame's media time in seconds as the element told it last; null where it did not. */
  readonly mediaTime: number | null;
  /** What confirms frames: the decoder's own timestamp, the media element's, or nothing in this browser. */
  readonly proof: 'decoder' | 'element' | 'none';
  /** What keeps frames from being shown as they should be: no decoder, a table that is wrong, an element that plays no more. */
  readonly trouble: TraceError | undefined;
}

/** Before anything is there. */
export const NOTHING: Presented = {
  place: 'loading',
  frame: -1,
  exact: false,
  mediaTime: null,
  proof: 'none',
  trouble: undefined,
};

/** Whether two say the same. */
export function isSamePresented(one: Presented, other: Presented): boolean {
  return (
    one.place === other.place &&
    one.frame === other.frame &&
    one.exact === other.exact &&
    one.mediaTime === other.mediaTime &&
    one.proof === other.proof &&
    one.trouble === other.trouble
  );
}

/** Where a moment lies to the frames of a video. */
export function placeAt(frames: FrameTable, now: TraceTime): 'before' | 'inside' | 'after' {
  if (now < frames.startOf(0)) return 'before';
  return now < frames.end ? 'inside' : 'after';
}
