/** How much of decoded pictures is kept. */
import { decodesInSoftware } from './decoder-times.ts';

/** Bytes of decoded pictures that are kept: 20 of 1080p, two thirds of a second. */
const KEPT_BYTES = 64_000_000;
/** Pictures that are kept of a decoder with a pool of them: without free ones it stands still. */
const POOLED = 4;

/** Bytes of pictures that may be kept where one takes `bytes`. */
export function limitFor(bytes: number): number {
  return decodesInSoftware() ? KEPT_BYTES : bytes * POOLED;
}

/** Bytes of a decoded picture; an opaque one is taken for 4 bytes a pixel. */
export function bytesOf(frame: VideoFrame): number {
  return frame.format === null ? frame.codedWidth * frame.codedHeight * 4 : frame.allocationSize();
}
