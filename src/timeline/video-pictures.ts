/** Small pictures of a video's frames, as the timeline asks for them; who decodes them is the app's affair. */
import type { Video } from '../trace/layers.ts';

/** A frame, and how large it is wanted. */
export interface PictureRequest {
  /** Presentation time of the frame, in seconds of media time. */
  readonly seconds: number;
  /** That of the key frame from which it is decoded; its own where the frame table has none before it. */
  readonly keySeconds: number;
  /** Pixels of the device; the whole picture is drawn into them. */
  readonly width: number;
  readonly height: number;
}

export interface VideoPictures {
  /**
   * The picture is the caller's to close. Rejects with the signal's reason, with `codec-unsupported` or
   * `unsupported-here` where no frame of this video can be drawn, and with the errors of the file.
   */
  draw(request: PictureRequest, signal: AbortSignal): Promise<ImageBitmap>;
}

/** Opens a video's pictures; they end with `lifetime`. Rejects as `draw` does. */
export type OpenPictures = (video: Video, lifetime: AbortSignal) => Promise<VideoPictures>;
