import type { Input } from 'mediabunny';
import { isAbort, TraceError } from '../base/errors.ts';
import { handOver } from '../base/rpc.ts';
import type { Artifact } from '../bundle/bundle-source.ts';

/** The bytes of a media file, read as they are needed. */
export interface MediaFile extends Pick<Artifact, 'path' | 'read'> {
  /** Length in bytes. */
  readonly size: number;
}

/** Bytes [start, end) of `file` for a worker, which takes them over. */
export async function bytesForWorker(
  file: MediaFile,
  start: number,
  end: number,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  // Copied: the source may keep its own bytes, and handing them over would take them away.
  const bytes = (await file.read(start, end, signal)).slice();
  return handOver(bytes, [bytes.buffer]);
}

/** What a caller expects of a media file, in the words of an error. */
interface Expected {
  readonly format: string;
  readonly supported: string;
}

/**
 * Opens a media container for as long as `use` runs. Rejects with `format-unsupported` for a container that is not
 * known, with `format-broken` for one that cannot be read, and with the reason of `signal`.
 */
export async function withContainer<T>(
  file: MediaFile,
  { format, supported }: Expected,
  use: (input: Input) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const { isUnknownContainer, openContainer } = await import('./open-container.ts');
  const { path } = file;
  using input = openContainer(file, format, { prefetchProfile: 'network' });
  try {
    return await use(input);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof TraceError || isAbort(error)) throw error;
    if (isUnknownContainer(error))
      throw new TraceError('format-unsupported', { path, format: 'this container', supported }, error);
    // The library's own words are for its developers.
    const reason = 'it is damaged, cut off, or of another kind than its name says';
    throw new TraceError('format-broken', { path, format, reason }, error);
  }
}
