/** The bytes of a file on their way to whoever reads it: opened, unpacked, told of. Knows no format. */
import { chunksOf } from '../base/chunks-of.ts';
import { unpacked, type Packing } from '../bundle/unpack.ts';
import type { CheckedBundle } from './checked-bundle.ts';

/** The bytes of a file as they come. */
export interface FileBytes {
  /** How many `pieces` hold; 0 where that is not known. */
  readonly size: number;
  readonly pieces: AsyncIterable<Uint8Array>;
  /** How these are packed; undefined: they are the file's own. */
  readonly packing?: Packing | undefined;
}

interface Told {
  /** Told of the part that is read, in [0, 1]. */
  readonly onProgress?: ((done: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The file's own bytes. Rejects as `unpacked`. */
export function ownBytes({ pieces, packing }: FileBytes): AsyncIterable<Uint8Array> {
  return packing ? unpacked(pieces, packing) : pieces;
}

/** The pieces, with progress told and the signal obeyed between them. */
export async function* told(
  { pieces, size }: FileBytes,
  { onProgress, signal }: Told,
): AsyncGenerator<Uint8Array, void> {
  let bytes = 0;
  for await (const piece of pieces) {
    signal?.throwIfAborted();
    yield piece;
    bytes += piece.length;
    if (size > 0) onProgress?.(Math.min(1, bytes / size));
  }
}

/** Opens a file that the manifest lists; its bytes come as they are packed. */
export async function openBytes(
  bundle: CheckedBundle,
  path: string,
  signal?: AbortSignal,
): Promise<FileBytes> {
  const artifact = await bundle.open(path, signal);
  if (artifact.packed) {
    const { packing, packedSize, stream } = await artifact.packed(signal);
    return { size: packedSize, pieces: chunksOf(stream), packing };
  }
  return {
    size: artifact.size ?? bundle.files.get(path)?.bytes ?? 0,
    pieces: chunksOf(await artifact.stream(signal)),
  };
}
