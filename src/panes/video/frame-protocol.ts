/** What the page and the frame server in its worker say to each other. */
import type { SmallPixels } from './small-pixels.ts';

/** What the page answers to its frame server. */
export interface FrameServerPage {
  /** Bytes [start, end) of the file. */
  read(start: number, end: number): Promise<Uint8Array>;
  /** A picture on the way to one that takes a while. */
  near(served: NearFrame): void;
}

/** The video that is served, by its frame table. */
export interface ServedVideo {
  readonly path: string;
  /** Bytes of the file. */
  readonly size: number;
  /** Presentation time of each frame in seconds of media time, ascending. */
  readonly times: Float64Array;
  /** 1 for a key frame. */
  readonly keys: Uint8Array;
}

/** How the decoded pictures are to be turned, clockwise in degrees, and then mirrored. */
export interface Orientation {
  readonly rotation: number;
  readonly flip: boolean;
}

export interface ServedFrame {
  /** The index by its decoder's timestamp; another than the one asked for where the decoder gave no picture for that. */
  readonly index: number;
  /** Close it. Its timestamp is that of the chunk it was decoded from, in microseconds of media time. */
  readonly picture: VideoFrame;
}

/** One that is only looked at until the right one is there; it may be smaller than the video. */
export interface NearFrame {
  readonly index: number;
  /** A frame is to be closed. */
  readonly picture: VideoFrame | SmallPixels;
}

/** For a picture that nobody shows. */
export function closePicture(picture: NearFrame['picture']): void {
  if (!('data' in picture)) picture.close();
}
