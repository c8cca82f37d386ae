import { TraceError } from '../base/errors.ts';

/** Random access to the bytes of one file. Sources wrap sources: HTTP range, Blob, a part of another one. */
export interface ByteSource {
  /** What people call it: a file name or an address. */
  readonly label: string;
  /** Length in bytes. */
  size(signal?: AbortSignal): Promise<number>;
  /** The bytes [start, end). Rejects with `artifact-truncated` where the source ends before `end`. */
  read(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array>;
  /** The bytes [start, end) as they come, fewer where the source ends before; where it has a better way than reading them. */
  stream?(start: number, end: number, signal?: AbortSignal): AsyncGenerator<Uint8Array, void>;
  /** The size, and with it the first bytes, up to `most`, where they come along for nothing. */
  begin?(most: number, signal?: AbortSignal): Promise<{ readonly size: number; readonly head: Uint8Array }>;
  /** [start, end) as a Blob without copying, where the source can. */
  slice?(start: number, end: number, mediaType: string): Blob;
}

export function blobBytes(blob: Blob, label: string): ByteSource {
  return {
    label,
    size: () => Promise.resolve(blob.size),
    read: async (start, end, signal) => {
      signal?.throwIfAborted();
      if (end > blob.size)
        throw new TraceError('artifact-truncated', { path: label, expected: end, actual: blob.size });
      return new Uint8Array(await blob.slice(start, end).arrayBuffer());
    },
    slice: (start, end, mediaType) => blob.slice(start, end, mediaType),
  };
}
