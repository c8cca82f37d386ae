import { audioFormat, videoMediaType, type MediaType } from '../../bundle/media-type.ts';

/** Enough to tell a kind by. */
const BYTES = 64;

/** What the file is if it holds pictures, where it may, and what it is if it holds only sound. */
export interface EitherMedia {
  readonly video: MediaType | undefined;
  readonly audio: MediaType;
}

/** The kind of a sound or video by its first bytes; undefined for any other file. */
export function mediaType(head: Uint8Array): EitherMedia | undefined {
  const first = head.subarray(0, BYTES);
  // The mark of UTF-16 text, which would also be the beginning of MPEG layer I.
  if (first[0] === 0xff && first[1] === 0xfe) return undefined;
  const audio = audioFormat(first);
  return audio && { audio, video: videoMediaType(first) };
}
