/** What reads and decodes containers in a worker. The worker has no bundle: it asks the page for bytes. */
import { handOver } from '../base/rpc.ts';
import type { MediaFile } from './media-container.ts';
import { readPeaks, type Peaks } from './peaks.ts';
import { readColumns, type VideoColumns } from './read-video.ts';
import { checkedColumns, type TableFile } from './shipped-frames.ts';

/** What the page offers for the one file that its worker is for. */
export interface MediaPage {
  /** Its bytes [start, end). */
  read(start: number, end: number): Promise<Uint8Array>;
  /** Told of the part that is done, in [0, 1]. */
  progress(done: number): void;
}

/** A file without its bytes. */
export type FileName = Pick<MediaFile, 'path' | 'size'>;

export class MediaService {
  readonly #page: MediaPage;
  readonly #onProgress = (done: number): void => this.#page.progress(done);

  constructor(page: MediaPage) {
    this.#page = page;
  }

  /** See `readPeaks`. */
  async peaks(name: FileName, signal: AbortSignal): Promise<Peaks> {
    const peaks = await readPeaks(this.#file(name), { signal, onProgress: this.#onProgress });
    return handOver(peaks, [peaks.min.buffer, peaks.max.buffer]);
  }

  /** See `readColumns`. */
  async columns(name: FileName, signal: AbortSignal): Promise<VideoColumns> {
    return handedOver(await readColumns(this.#file(name), { signal, onProgress: this.#onProgress }));
  }

  /** See `checkedColumns`. */
  async checked(name: FileName, table: TableFile, signal: AbortSignal): Promise<VideoColumns> {
    return handedOver(await checkedColumns(this.#file(name), table, signal));
  }

  #file(name: FileName): MediaFile {
    return { ...name, read: (start, end) => this.#page.read(start, end) };
  }
}

function handedOver(video: VideoColumns): VideoColumns {
  return handOver(video, [video.columns.seconds.buffer, video.columns.keys.buffer]);
}
