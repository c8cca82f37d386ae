/** Media that a page plays in parts, read as they are needed: without an address, and without being read whole. Browser only. */
import { TraceError } from '../base/errors.ts';
import { connect, type Remote } from '../base/rpc.ts';
import { LEAD, type FeedHead } from './feed-part.ts';
import { bytesForWorker, type MediaFile } from './media-container.ts';
import { MediaFeed } from './media-feed.ts';
import type { RemuxService } from './remux-service.ts';

export interface FeedTarget {
  readonly kind: 'video' | 'audio';
  /** Media time is so many seconds more than the element's. */
  readonly shift: number;
  /** Where it ends in media time, where that is known without its container. */
  readonly end?: number | undefined;
  /** Media time of the first key frame, and of the one that the picture at media time `seconds` is decoded from. */
  readonly keyBefore: (seconds: number) => number;
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
}

/** An address that an element plays, once it is fed. */
export interface Feeding {
  readonly href: string;
  /** Call it with the element before that is given the address. */
  attach(element: HTMLMediaElement): void;
}

/** Seconds that a file may have of which nobody knows how long it is. */
const LONGEST = 86_400;

/** What may change where an element plays, or how far ahead it needs its media. */
const EVENTS = [
  'seeking',
  'timeupdate',
  'play',
  'pause',
  'waiting',
  'stalled',
  'ratechange',
  'loadedmetadata',
] as const;

/**
 * Rejects with `unsupported-here` where the browser takes no media in parts, with `codec-unsupported` where it takes none
 * of this kind, and with the errors of the file. Ends with the signal.
 */
export async function openFeed(file: MediaFile, target: FeedTarget): Promise<Feeding> {
  const { kind, signal } = target;
  if (typeof MediaSource === 'undefined')
    throw new TraceError('unsupported-here', {
      what: `Playing ${file.path} in parts`,
      reason: 'this browser has no MediaSource',
    });
  signal.throwIfAborted();
  const worker = new Worker(new URL('./remux.worker.ts', import.meta.url), { type: 'module' });
  signal.addEventListener('abort', () => worker.terminate());
  const broken = new Promise<never>((_, reject) => {
    worker.onerror = ({ message }) =>
      reject(
        new TraceError('internal', { reason: `the remux worker failed: ${message || 'it did not load'}` }),
      );
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
  broken.catch(() => undefined);
  const service: Remote<RemuxService> = connect<RemuxService>(worker, {
    read: (start: number, end: number) => bytesForWorker(file, start, end, signal),
  });
  try {
    const head = await Promise.race([service.open({ path: file.path, size: file.size }, kind), broken]);
    if (!MediaSource.isTypeSupported(head.type))
      throw new TraceError('codec-unsupported', { path: file.path, codec: head.type });
    return feeding(head, service, target, broken);
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

function feeding(
  { type, init, duration }: FeedHead,
  service: Remote<RemuxService>,
  { shift, end = duration, keyBefore, signal, onError }: FeedTarget,
  broken: Promise<never>,
): Feeding {
  const media = new MediaSource();
  const href = URL.createObjectURL(media);
  signal.addEventListener('abort', () => URL.revokeObjectURL(href));
  const begin = (element: HTMLMediaElement): void => {
    // Before the first part: a jump would end at 0. Without a length, one would end where the buffer does.
    media.duration = end === undefined ? Infinity : Math.max(0, end - shift);
    if (end === undefined) media.setLiveSeekableRange(0, LONGEST);
    const buffer = media.addSourceBuffer(type);
    buffer.timestampOffset = -LEAD - shift;
    const feed = new MediaFeed({
      element,
      buffer,
      source: {
        seek: (seconds, stop) => Promise.race([service.seek(seconds, stop), broken]),
        next: (stop) => Promise.race([service.next(stop), broken]),
      },
      shift,
      keyBefore,
      onEnd: () => {
        if (media.readyState === 'open') media.endOfStream();
      },
      onError: (error) => {
        // An element that broke tells of it by an event of its own; that its buffer is gone then says less.
        if (!element.error) onError(error);
      },
    });
    signal.addEventListener('abort', () => feed.close());
    const look = (): void => feed.look();
    for (const event of EVENTS) element.addEventListener(event, look, { signal });
    buffer.appendBuffer(init);
    feed.look();
  };
  return {
    href,
    attach: (element) => {
      const open = (): void => {
        try {
          begin(element);
        } catch (error) {
          onError(error);
        }
      };
      media.addEventListener('sourceopen', open, { once: true, signal });
    },
  };
}
