/** Where the files of a trace are read: on the thread that asks, or in a worker. */
import { ownBytes, told, type FileBytes } from './file-bytes.ts';
import {
  readFile,
  type FileContent,
  type FileKind,
  type FileToRead,
  type FileTypes,
  type OnInput,
} from './record-files.ts';

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
