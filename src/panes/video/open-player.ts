import { asTraceError, TraceError, type ErrorCode, type ErrorDetails } from '../../base/errors.ts';
import type { Clock } from '../../timeline/clock.ts';
import type { FrameTable } from '../../trace/frame-table.ts';
import type { TraceLayer, Video } from '../../trace/layers.ts';
import type { FeedTarget } from '../../trace/media-feed.client.ts';
import { MediaMeans } from '../../trace/media-means.ts';
import { playMedia } from '../../trace/play-media.client.ts';
import { mediaError, requireCodec } from './codec-support.ts';
import { FramePresenter, type Undecoded } from './frame-presenter.ts';
import { loadVideoJs } from './load-video-js.ts';
import { StillCanvas } from './still-canvas.ts';
import { supplyOf } from './supply-ahead.ts';

/** Nothing of video.js but the element and its loading: the clock drives it, and what is drawn over it is ours. */
const OPTIONS = {
  controls: false,
  autoplay: false,
  muted: true,
  loop: false,
  preload: 'auto',
  playsinline: true,
  disablePictureInPicture: true,
  inactivityTimeout: 0,
  userActions: { click: false, doubleClick: false, hotkeys: false },
  children: ['mediaLoader'],
};

/** Seconds by which a time may differ from a frame's for reasons of rounding. */
const ROUNDING = 0.000_01;

/** A video on the page, kept at the clock's now(). */
export interface OpenPlayer {
  readonly video: Video;
  readonly presenter: FramePresenter;
  /** How the media element gets its bytes. */
  readonly means: MediaMeans;
}

interface Opening {
  readonly layer: TraceLayer<Video>;
  readonly clock: Clock;
  /** Where the element goes. */
  readonly host: HTMLElement;
  /** Aborting takes everything away again, at any time. */
  readonly signal: AbortSignal;
  /** The media broke after it was opened: nothing is shown any more. */
  readonly onError: (error: TraceError) => void;
}

/** Opens the layer's video inside `host`. Rejects with a TraceError; after `signal`, with its reason. */
export async function openPlayer({ layer, clock, host, signal, onError }: Opening): Promise<OpenPlayer> {
  const path = layer.layer.paths?.[0] ?? layer.layer.id;
  const video = await layer.content.get();
  requireCodec(path, video.codec);
  const videojs = await loadVideoJs();
  signal.throwIfAborted();
  const undo: (() => void)[] = [];
  const close = (): void => {
    for (const step of undo.splice(0).toReversed()) step();
  };
  signal.addEventListener('abort', close);
  if (signal.aborted) close();
  signal.throwIfAborted();

  // Made here and not in JSX: video.js moves and removes its element, which React must not know.
  const place = document.createElement('video-js');
  // No cookies to another origin that a bundle may come from.
  place.setAttribute('crossorigin', 'anonymous');
  host.append(place);
  const player = videojs(place, OPTIONS);
  undo.push(() => player.dispose());
  const ready = new Promise<void>((resolve) => player.ready(resolve));
  // The element is there from the start, and frames need no more: the player is ready some tasks later.
  const element = player.tech(true).el();
  if (!(element instanceof HTMLVideoElement))
    throw new TraceError('internal', { reason: 'video.js made no video element' });
  element.disableRemotePlayback = true;
  const { frames } = video;
  const means = new MediaMeans();
  const canvas = new StillCanvas(video, () => presenter.canvasLost());
  host.append(canvas.element);
  undo.push(() => canvas.element.remove());
  const onBroken = (error: TraceError): void => {
    presenter.dispose();
    onError(error);
  };
  const presenter = new FramePresenter({
    path,
    video: element,
    canvas,
    frames,
    map: layer.clock,
    clock,
    onBroken,
  });
  undo.push(() => presenter.dispose());
  player.on('error', () => presenter.loseElement(mediaError(path, element.error ?? player.error())));
  const decoding = decode(presenter, video, signal);
  const lose = (error: unknown): void => {
    if (!signal.aborted) presenter.loseElement(asMediaError(path, error));
  };
  // Not waited for: frames are decoded without it. It takes a worker of its own, which must not stand in the first one's way.
  Promise.all([ready, decoding])
    .then(() => firstShown(presenter))
    .then(() => playMedia(video, { kind: 'video', ...feedOf(frames), means, signal, onError: lose }))
    .then(({ href, attach }) => {
      attach(element);
      // The type only chooses how video.js plays it; what is really inside was asked above.
      player.src({ src: href, type: video.mediaType.includes('webm') ? 'video/webm' : 'video/mp4' });
    })
    .catch(lose);
  return { video, presenter, means };
}

/** Resolves once a decoded picture is shown, or none will be; of a video that nobody sees, when somebody does. */
function firstShown({ presented, subscribe }: FramePresenter): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const { frame, trouble } = presented();
      if (frame < 0 && !trouble) return;
      stop();
      resolve();
    };
    const stop = subscribe(look);
    look();
  });
}

/** How a video is given in parts. */
function feedOf(
  frames: FrameTable,
): Pick<FeedTarget, 'shift' | 'end' | 'keyBefore'> & { readonly inParts: boolean } {
  const shift = frames.elementShift;
  const keyBefore = (seconds: number): number => {
    const frame = frames.indexAtMedia(seconds - shift + ROUNDING);
    return frames.mediaTime(Math.max(0, frames.keyAtOrBefore(Math.max(0, frame))));
  };
  const last = frames.count - 1;
  const end = 2 * (frames.mediaMiddle(last) + shift) - frames.mediaTime(last);
  return { shift, end, keyBefore, inParts: frames.keyAtOrBefore(0) === 0 };
}

function asMediaError(path: string, error: unknown): TraceError {
  const { code, details } = asTraceError(error);
  if (code !== 'internal') return asTraceError(error);
  const { reason } = details as ErrorDetails['internal'];
  return new TraceError('media-failed', { path, reason }, error);
}

/** Gives the presenter its decoder, or says why there is none. */
async function decode(presenter: FramePresenter, video: Video, signal: AbortSignal): Promise<void> {
  try {
    presenter.decodeWith(await supplyOf(video, { onNear: presenter.near, signal }));
  } catch (error) {
    if (signal.aborted) return;
    const { code } = asTraceError(error);
    // A file that is broken breaks the element too, which tells.
    presenter.decodeNot(WHY[code] ?? 'decoder-failed');
  }
}

const WHY: Readonly<Partial<Record<ErrorCode, Undecoded>>> = {
  'unsupported-here': 'no-webcodecs',
  'codec-unsupported': 'no-decoder',
};
