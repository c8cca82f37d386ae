/** Thumbnails without keeping the page from its work. Browser only. */
import { TraceError } from '../../base/errors.ts';
import { connect } from '../../base/rpc.ts';
import type { VideoPictures } from '../../timeline/video-pictures.ts';
import type { Video } from '../../trace/layers.ts';
import { bytesForWorker } from '../../trace/media-container.ts';
import type { ThumbnailServer } from './thumbnails-port.ts';

/** Pictures of a video, drawn in a worker that ends with `lifetime`. Rejects where the file cannot be reached. */
export async function openThumbnails(
  video: Pick<Video, 'file'>,
  lifetime: AbortSignal,
): Promise<VideoPictures> {
  const file = await video.file(lifetime);
  lifetime.throwIfAborted();
  const worker = new Worker(new URL('./thumbnails.worker.ts', import.meta.url), { type: 'module' });
  lifetime.addEventListener('abort', () => worker.terminate(), { once: true });
  const broken = new AbortController();
  worker.addEventListener('error', ({ message }) => {
    const reason = `the picture worker failed: ${message || 'it did not load'}`;
    broken.abort(new TraceError('internal', { reason }));
  });
  const server = connect<ThumbnailServer>(worker, {
    read: (start: number, end: number) => bytesForWorker(file, start, end, lifetime),
  });
  const until = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal, broken.signal]);
  await server.open(file.path, file.size, until(lifetime));
  return { draw: (request, signal) => server.draw(request, until(signal)) };
}
