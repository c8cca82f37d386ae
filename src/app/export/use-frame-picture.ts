/** The frame of a video at a moment, drawn for a dialog. */
import { useEffect, useState } from 'react';
import { asTraceError, isAbort, type TraceError } from '../../base/errors.ts';
import type { TraceTime } from '../../base/time.ts';
import { keyFor } from '../../timeline/film-tiles.ts';
import type { TraceLayer, Video } from '../../trace/layers.ts';
import { openPictures } from '../open-pictures.ts';

/** Widest picture that is drawn, in pixels of the device. */
const MAX_WIDTH = 1440;

export type FramePicture =
  | { readonly status: 'loading' }
  /** `picture`: undefined where it is being drawn, or cannot be (`error`). */
  | {
      readonly status: 'ready';
      readonly layer: string;
      readonly video: Video;
      readonly picture: ImageBitmap | undefined;
      readonly error: TraceError | undefined;
    }
  /** The video cannot be read. */
  | { readonly status: 'failed'; readonly error: TraceError };

const LOADING: FramePicture = { status: 'loading' };

/** undefined: there is no video. */
export function useFramePicture(video: TraceLayer<Video> | undefined, time: TraceTime): FramePicture {
  const [picture, setPicture] = useState<FramePicture>(LOADING);
  useEffect(() => {
    if (!video) return;
    const lifetime = new AbortController();
    const { signal } = lifetime;
    let drawn: ImageBitmap | undefined;
    void drawFrame(video, time, signal, (next) => {
      if (signal.aborted) {
        if (next.status === 'ready') next.picture?.close();
        return;
      }
      if (next.status === 'ready') drawn = next.picture;
      setPicture(next);
    });
    return () => {
      lifetime.abort();
      drawn?.close();
      setPicture(LOADING);
    };
  }, [video, time]);
  return picture;
}

async function drawFrame(
  { layer: { id }, content }: TraceLayer<Video>,
  time: TraceTime,
  signal: AbortSignal,
  show: (picture: FramePicture) => void,
): Promise<void> {
  let video: Video;
  try {
    video = await content.get();
  } catch (error) {
    show({ status: 'failed', error: asTraceError(error) });
    return;
  }
  const ready = { status: 'ready', layer: id, video, picture: undefined, error: undefined } as const;
  show(ready);
  try {
    const { frames, width, height } = video;
    const frame = Math.max(0, frames.indexAt(time));
    const scale = Math.min(1, MAX_WIDTH / width);
    const pictures = await openPictures(video, signal);
    const picture = await pictures.draw(
      {
        seconds: frames.mediaTime(frame),
        keySeconds: frames.mediaTime(keyFor(frames, frame)),
        width: Math.max(1, Math.round(width * scale)),
        height: Math.max(1, Math.round(height * scale)),
      },
      signal,
    );
    show({ ...ready, picture });
  } catch (error) {
    if (!signal.aborted && !isAbort(error)) show({ ...ready, error: asTraceError(error) });
  }
}
