/** Clips of what is on screen, made in a worker of their own. Browser only. */
import { TraceError } from '../../base/errors.ts';
import { connect, type Remote } from '../../base/rpc.ts';
import type { TimeRange, TraceTime } from '../../base/time.ts';
import type { FrameTable } from '../../trace/frame-table.ts';
import type { TraceLayer } from '../../trace/layers.ts';
import { bytesForWorker } from '../../trace/media-container.ts';
import type { Voice } from '../../trace/trace.ts';
import { ClipParts } from './clip-parts.ts';
import { clipTimes, keepsPace, voiceStart, type FrameSpan } from './clip-voice.ts';
import type { ClipFacts, ClipMaker, ClipOrder, ClipPage } from './clip.ts';
import { sceneAt } from './scene.ts';
import type { Snapshot } from './stage.ts';

/** Milliseconds of work before the time left is told: earlier it is a guess. */
const KNOWN_AFTER = 1_000;

export interface ClipWish extends FrameSpan {
  readonly snapshot: Pick<Snapshot, 'video' | 'layer' | 'sources' | 'inputs'>;
  readonly withOverlays: boolean;
  readonly voice: TraceLayer<Voice> | undefined;
  /** Told at every frame. */
  readonly onProgress: (progress: ClipProgress) => void;
  readonly signal: AbortSignal;
}

export interface ClipProgress {
  /** The part that is done, in [0, 1]. */
  readonly done: number;
  /** Microseconds that the rest will take; undefined while that would be a guess. */
  readonly left: number | undefined;
}

interface Clip extends ClipFacts {
  readonly file: Blob;
}

/** The frames whose interval meets [start, end); undefined where there is none. */
export function framesIn(frames: FrameTable, { start, end }: TimeRange): FrameSpan | undefined {
  if (end <= start || end <= frames.startOf(0) || start >= frames.end) return undefined;
  const first = Math.max(0, frames.indexAt(start));
  return { first, last: frames.indexAt((end - 1) as TraceTime) };
}

/** True where clips can be made on this page at all. */
export function canMakeClips(): boolean {
  return 'VideoEncoder' in globalThis && 'OffscreenCanvas' in globalThis;
}

/**
 * Each frame is drawn over as it is when a step goes to it: at its beginning. A voice that does not keep pace with the
 * pictures is left out. Rejects with the signal's reason, having left nothing; with `clip-unsupported` where there is no
 * WebCodecs or nothing encodes it; and as `ClipMaker.make` does.
 */
export async function makeClip(wish: ClipWish): Promise<Clip> {
  const { snapshot, first, last, voice, withOverlays, signal } = wish;
  const { video } = snapshot;
  signal.throwIfAborted();
  const file = await video.file(signal);
  if (!canMakeClips())
    throw new TraceError('clip-unsupported', { path: file.path, first, last, reason: 'no-webcodecs' });
  const clocks = voice && { picture: snapshot.layer.clock, voice: voice.clock };
  // Sounds go on at their own speed: put beside pictures of another, they would be of other moments.
  const heard = clocks && keepsPace(video.frames, wish, clocks) ? voice : undefined;
  const sound = await (await heard?.content.get())?.file(signal);
  const sources = withOverlays ? { ...snapshot.sources, inputs: await snapshot.inputs() } : undefined;
  const parts = new ClipParts();
  const progress = watch(wish.onProgress);
  const page: ClipPage = {
    read: (which, start, end) =>
      bytesForWorker(which === 'voice' && sound ? sound : file, start, end, signal),
    next: (index) => {
      progress(index / (last - first + 1));
      const time = video.frames.startOf(first + index);
      return Promise.resolve(sources && sceneAt(sources, time));
    },
    write: (position, bytes) => {
      parts.write(position, bytes);
      return Promise.resolve();
    },
  };
  const order: ClipOrder = {
    video: { path: file.path, size: file.size },
    size: { width: video.width, height: video.height },
    first,
    times: clipTimes(video.frames, wish),
    voice:
      sound && clocks
        ? { path: sound.path, size: sound.size, start: voiceStart(video.frames, first, clocks) }
        : undefined,
  };
  const facts = await inWorker(order, page, signal);
  return { ...facts, file: parts.finish(facts.mediaType) };
}

/** Ending the worker ends all that it holds: decoders, encoders, and what it has of the clip. */
async function inWorker(order: ClipOrder, page: ClipPage, signal: AbortSignal): Promise<ClipFacts> {
  const worker = new Worker(new URL('./clip.worker.ts', import.meta.url), { type: 'module' });
  const ended = new AbortController();
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', ({ message }) =>
      reject(
        new TraceError('internal', { reason: `the clip worker failed: ${message || 'it did not load'}` }),
      ),
    );
    signal.addEventListener('abort', () => reject(signal.reason as Error), { signal: ended.signal });
  });
  try {
    signal.throwIfAborted();
    const maker: Remote<ClipMaker> = connect<ClipMaker>(worker, page);
    return await Promise.race([maker.make(order), broken]);
  } finally {
    ended.abort();
    worker.terminate();
  }
}

/** Adds to what is done how long the rest will take. */
function watch(tell: (progress: ClipProgress) => void): (done: number) => void {
  const began = performance.now();
  return (done) => {
    const millis = performance.now() - began;
    const known = done > 0 && millis > KNOWN_AFTER;
    tell({ done, left: known ? ((1 - done) / done) * millis * 1_000 : undefined });
  };
}
