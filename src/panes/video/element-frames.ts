/** The frames that a media element presents, as its browser tells of them. */
import type { FrameTable } from '../../trace/frame-table.ts';
import type { PresentedFrame } from './frame-seeker.ts';

/** Seconds by which a browser's media time may differ from the table's for reasons of rounding. */
const ROUNDING = 0.000_01;
const SAME_TIME = 0.001;

/** Whether the browser tells of the frames that it presents. */
export function tellsFrames(video: HTMLVideoElement): boolean {
  return 'requestVideoFrameCallback' in video;
}

/** Tells of every frame that is presented; returns how to stop. Does nothing where the browser cannot tell. */
export function watchFrames(
  video: HTMLVideoElement,
  framesNow: () => FrameTable,
  tell: (presented: PresentedFrame) => void,
): () => void {
  if (!tellsFrames(video)) return () => undefined;
  const onFrame = (_: number, { mediaTime, presentationTime }: VideoFrameCallbackMetadata): void => {
    handle = video.requestVideoFrameCallback(onFrame);
    const frames = framesNow();
    const frame = frames.indexAtMedia(mediaTime + ROUNDING);
    const own = frames.mediaTime(frame) - frames.elementShift;
    const matches = Math.abs(mediaTime - own) < SAME_TIME;
    tell({ frame, mediaTime, matches, at: presentationTime });
  };
  let handle = video.requestVideoFrameCallback(onFrame);
  return () => video.cancelVideoFrameCallback(handle);
}
