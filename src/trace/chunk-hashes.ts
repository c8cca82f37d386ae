/**
 * Parts of a file that are read by themselves, in whole chunks, each compared with its SHA-256. The hashes lie in a file of
 * their own (`chunk_hashes` in the manifest): 32 bytes a chunk, in order; the last chunk may be shorter.
 */
import { problemOf, TraceError, type Problem } from '../base/errors.ts';
import { sha256InSlices } from '../base/hash.ts';
import { Shared } from '../base/shared.ts';
import type { Artifact } from '../bundle/bundle-source.ts';
import type { BundleFile } from '../schema/generated/types.ts';

export type ChunkHashes = NonNullable<BundleFile['chunk_hashes']>;

/** Bytes of a chunk where Playhead chooses: for a picture in the midst of a video, one or two of them are read. */
export const CHUNK_BYTES = 256 * 1024;
export const HASH_BYTES = 32;
/** Chunks of a file that are kept once they are compared. */
const KEPT = 16;

/** A file whose parts can be compared. */
export interface ChunkedFile extends Pick<BundleFile, 'path' | 'bytes'> {
  readonly chunk_hashes: ChunkHashes;
}

/** Chunk `index` of a file: [start, end). */
export function chunkAt(
  { bytes: size, chunk_hashes: { bytes } }: ChunkedFile,
  index: number,
): { readonly start: number; readonly end: number } {
  return { start: index * bytes, end: Math.min(size, (index + 1) * bytes) };
}

export function chunkCount({ bytes: size, chunk_hashes: { bytes } }: ChunkedFile): number {
  return Math.ceil(size / bytes);
}

/** The hash of each chunk, in lower-case hexadecimal. Throws `format-broken` where `file` has another number of chunks. */
export function splitHashes(hashes: Uint8Array, file: ChunkedFile): readonly string[] {
  const count = chunkCount(file);
  if (hashes.length !== count * HASH_BYTES)
    throw new TraceError('format-broken', {
      path: file.chunk_hashes.path,
      format: 'list of chunk hashes',
      reason: `it has ${hashes.length} bytes, and ${file.path} needs ${count * HASH_BYTES}`,
    });
  return Array.from({ length: count }, (_, index) =>
    Array.from(hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join(''),
  );
}

/** What is to be said of a chunk that is not what was recorded. */
export function chunkProblem(file: ChunkedFile, index: number): Problem {
  const { start, end } = chunkAt(file, index);
  return { severity: 'error', code: 'artifact-chunk-hash', details: { path: file.path, start, end } };
}

export class CheckedChunks {
  readonly #file: ChunkedFile;
  readonly #readHashes: () => Promise<Uint8Array>;
  readonly #report: (problem: Problem) => void;
  /** The chunk that was used last stands last. */
  readonly #chunks = new Map<number, Shared<Uint8Array>>();
  readonly #reported = new Set<number>();
  #hashes: Promise<readonly string[]> | undefined;

  /** `report`: told once of each chunk that differs, and of hashes that cannot be used; what is there is read all the same. */
  constructor(file: ChunkedFile, readHashes: () => Promise<Uint8Array>, report: (problem: Problem) => void) {
    this.#file = file;
    this.#readHashes = readHashes;
    this.#report = report;
  }

  /** The bytes [start, end) of the file that `artifact` is. Rejects as that does. */
  async read(
    artifact: Pick<Artifact, 'read' | 'size'>,
    start: number,
    end: number,
    signal?: AbortSignal,
  ): Promise<Uint8Array> {
    signal?.throwIfAborted();
    // What the manifest does not know of has no chunk, and a file that is cut off says so itself.
    if (end <= start || end > Math.min(this.#file.bytes, artifact.size ?? Infinity))
      return artifact.read(start, end, signal);
    const size = this.#file.chunk_hashes.bytes;
    const first = Math.floor(start / size);
    const bytes = new Uint8Array(end - start);
    await Promise.all(
      Array.from({ length: Math.ceil(end / size) - first }, async (_, index) => {
        const from = (first + index) * size;
        const part = (await this.#chunk(first + index, artifact, signal)).subarray(
          Math.max(0, start - from),
          end - from,
        );
        bytes.set(part, Math.max(0, from - start));
      }),
    );
    return bytes;
  }

  async #chunk(
    index: number,
    artifact: Pick<Artifact, 'read' | 'size'>,
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array> {
    const known = this.#chunks.get(index);
    const chunk = known && !known.givenUp ? known : new Shared((stop) => this.#load(index, artifact, stop));
    this.#chunks.delete(index);
    this.#chunks.set(index, chunk);
    const [oldest] = this.#chunks.keys();
    if (this.#chunks.size > KEPT && oldest !== undefined) this.#chunks.delete(oldest);
    try {
      return await chunk.wait(signal);
    } catch (error) {
      if (this.#chunks.get(index) === chunk && !signal?.aborted) this.#chunks.delete(index);
      throw error;
    }
  }

  async #load(
    index: number,
    artifact: Pick<Artifact, 'read' | 'size'>,
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    const { start, end } = chunkAt(this.#file, index);
    const last = Math.min(end, artifact.size ?? end);
    const [bytes, hashes] = await Promise.all([artifact.read(start, last, signal), this.#known()]);
    const wanted = hashes[index];
    if (wanted === undefined || this.#reported.has(index) || (await sha256InSlices([bytes])) === wanted)
      return bytes;
    this.#reported.add(index);
    this.#report(chunkProblem(this.#file, index));
    return bytes;
  }

  /** None where they cannot be used, which is a problem of the bundle. */
  #known(): Promise<readonly string[]> {
    this.#hashes ??= this.#readHashes()
      .then((hashes) => splitHashes(hashes, this.#file))
      .catch((error: unknown) => {
        this.#report(problemOf(error, 'warning'));
        return [];
      });
    return this.#hashes;
  }
}
