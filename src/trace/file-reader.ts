/** Where the files of a trace are read: on the thread that asks, or in a worker. */
import { unpacked, type Packing } from '../bundle/unpack.ts';
import type { CheckedBundle } from './checked-bundle.ts';
import {
  readFile,
  type FileContent,
  type FileKind,
  type FileToRead,
  type FileTypes,
  type OnInput,
} from './record-files.ts';

/** The bytes of a file as they come. */
export interface FileBytes {
  /** How many `pieces` hold; 0 where that is not known. */
  readonly size: number;
  readonly pieces: AsyncIterable<Uint8Array>;
  /** How these are packed; undefined: they are the file's own. */
  readonly packing?: Packing | undefined;
}

export interface ReadOptions {
  /** Told of the part that is read, in [0, 1]. */
  readonly onProgress?: ((done: number) => void) | undefined;
  /** Told of the input events that are read so far: see `InputReader.part`. */
  readonly onInput?: OnInput | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reads a file; rejects where its bytes do. */
export type FileReader = <K extends FileKind>(
  file: FileToRead<K>,
  bytes: FileBytes,
  options: ReadOptions,
) => Promise<FileContent<FileTypes[K]>>;

/** Reads on the thread that asks. */
export const readHere: FileReader = (file, bytes, options) =>
  readFile(ownBytes({ ...bytes, pieces: told(bytes, options) }), file, options.onInput);

/** The file's own bytes. Rejects as `unpacked`. */
export function ownBytes({ pieces, packing }: FileBytes): AsyncIterable<Uint8Array> {
  return packing ? unpacked(pieces, packing) : pieces;
}

/** The pieces, with progress told and the signal obeyed between them. */
export async function* told(
  { pieces, size }: FileBytes,
  { onProgress, signal }: Pick<ReadOptions, 'onProgress' | 'signal'>,
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
    return { size: packedSize, pieces: stream as unknown as AsyncIterable<Uint8Array>, packing };
  }
  return {
    size: artifact.size ?? bundle.files.get(path)?.bytes ?? 0,
    pieces: (await artifact.stream(signal)) as unknown as AsyncIterable<Uint8Array>,
  };
}
