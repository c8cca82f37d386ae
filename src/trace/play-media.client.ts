/** Gives a media element its media by the best means that there is. Browser only. */
import { asTraceError, type ErrorCode } from '../base/errors.ts';
import type { ArtifactUrl } from '../bundle/bundle-source.ts';
import { openFeed, type FeedTarget } from './media-feed.client.ts';
import type { MediaMeans } from './media-means.ts';
import type { Voice } from './trace.ts';

interface PlayTarget extends FeedTarget {
  /** False where it cannot be given in parts: its first pictures are decoded from ones that are not shown. */
  readonly inParts: boolean;
  readonly means: MediaMeans;
}

/** What keeps a browser from taking media in parts; all else keeps it from playing at all. */
const NO_PARTS: readonly ErrorCode[] = ['unsupported-here', 'codec-unsupported'];

/** What to give an element: an address, after it was attached. */
export interface Playing {
  readonly href: string;
  readonly attach: (element: HTMLMediaElement) => void;
}

/**
 * An address that costs nothing is taken as it is. Else the media is read in parts around where it plays; where the
 * browser does not take that, it is downloaded whole. Rejects with the errors of the file, and with the signal's reason.
 */
export async function playMedia(
  media: Pick<Voice, 'isDirect' | 'url' | 'file'>,
  target: PlayTarget,
): Promise<Playing> {
  const { signal, means, inParts } = target;
  if (await media.isDirect(signal)) {
    means.tell('address', 1);
    return addressed(await media.url(signal), signal);
  }
  if (inParts)
    try {
      const feed = await openFeed(await media.file(signal), target);
      means.tell('parts', 1);
      return feed;
    } catch (error) {
      if (!NO_PARTS.includes(asTraceError(error).code)) throw error;
    }
  means.tell('whole', 0);
  return addressed(await media.url(signal, (done) => means.tell('whole', done)), signal);
}

function addressed(address: ArtifactUrl, signal: AbortSignal): Playing {
  const release = (): void => address.release();
  signal.addEventListener('abort', release);
  if (signal.aborted) release();
  signal.throwIfAborted();
  return { href: address.href, attach: () => undefined };
}
