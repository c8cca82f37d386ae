/** What the remux worker and the page tell each other. */

/** A file as a media element is told of it. */
export interface FeedHead {
  /** MIME type of the parts, with the codec. */
  readonly type: string;
  /** What comes before the first part. */
  readonly init: Uint8Array<ArrayBuffer>;
  /** Length in seconds; undefined where the container does not tell. */
  readonly duration: number | undefined;
}

/** Some packets in a row. Times in seconds of media time. */
export interface FeedPart {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** When the first of its pictures is shown, and up to when all of them are. */
  readonly start: number;
  readonly end: number;
}

/**
 * So many seconds later than they are, times stand in the parts: there are none below 0 in them, and a sound's first
 * packets are. The element's buffer takes it back.
 */
export const LEAD = 64;
