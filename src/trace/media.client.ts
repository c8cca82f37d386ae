/** Reads and decodes media files without keeping the page from its work. Browser only. */
import { TraceError } from '../base/errors.ts';
import { connect, type Remote } from '../base/rpc.ts';
import { bytesForWorker, type MediaFile } from './media-container.ts';
import type { FileName, MediaPage, MediaService } from './media-service.ts';
import type { VideoReader } from './shipped-frames.ts';

interface Options {
  /** Told of the part that is done, in [0, 1]. */
  readonly onProgress?: ((done: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reads the containers of videos in a worker of their own. */
export const IN_WORKER: VideoReader = {
  columns: (file, options) =>
    withMediaWorker(file, options, (service, name, signal) => service.columns(name, signal)),
  checked: (file, table, signal) =>
    withMediaWorker(file, { signal }, (service, name, stop) => service.checked(name, table, stop)),
};

/** Has a worker for as long as `use` runs. Rejects with the signal's reason, and with what `use` rejects with. */
export async function withMediaWorker<T>(
  file: MediaFile,
  { onProgress, signal = new AbortController().signal }: Options,
  use: (service: Remote<MediaService>, name: FileName, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./media.worker.ts', import.meta.url), { type: 'module' });
  const page: MediaPage = {
    read: (start, end) => bytesForWorker(file, start, end, signal),
    progress: (done) => onProgress?.(done),
  };
  const broken = new Promise<never>((_, reject) => {
    worker.onerror = ({ message }) =>
      reject(
        new TraceError('internal', { reason: `the media worker failed: ${message || 'it did not load'}` }),
      );
  });
  try {
    const service = connect<MediaService>(worker, page);
    return await Promise.race([use(service, { path: file.path, size: file.size }, signal), broken]);
  } finally {
    worker.terminate();
  }
}
