/** Thumbnails on the worker's side of the boundary; see `base/rpc.ts`. */
import { TraceError } from '../../base/errors.ts';
import { connect, handOver, type Remote, type RpcPort } from '../../base/rpc.ts';
import type { PictureRequest } from '../../timeline/video-pictures.ts';
import { Thumbnails } from './thumbnails.ts';

/** What the worker asks of the page. */
export interface ThumbnailPage {
  /** The bytes [start, end) of the video. */
  read(start: number, end: number): Promise<Uint8Array>;
}

export class ThumbnailServer {
  #thumbnails: Thumbnails | undefined;
  readonly #page: () => Remote<ThumbnailPage>;

  constructor(page: () => Remote<ThumbnailPage>) {
    this.#page = page;
  }

  /** Before all else. `size`: length of the file in bytes. `_signal`: for a page whose worker does not start. */
  open(path: string, size: number, _signal: AbortSignal): void {
    this.#thumbnails = new Thumbnails({ path, size, read: (start, end) => this.#page().read(start, end) });
  }

  async draw(request: PictureRequest, signal: AbortSignal): Promise<ImageBitmap> {
    if (!this.#thumbnails) throw new TraceError('internal', { reason: 'no video was opened' });
    const picture = await this.#thumbnails.draw(request, signal);
    return handOver(picture, [picture]);
  }
}

/** Answers on `port` as long as it lives. */
export function serveThumbnails(port: RpcPort): void {
  const page: Remote<ThumbnailPage> = connect<ThumbnailPage>(port, new ThumbnailServer(() => page));
}
