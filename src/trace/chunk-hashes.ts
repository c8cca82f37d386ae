/**
 * Parts of a file that are read by themselves, in whole chunks, each compared with its SHA-256. The hashes lie in a file of
 * their own (`chunk_hashes` in the manifest): 32 bytes a chunk, in order; the last chunk may be shorter.
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import { isAbort, isPassing, problemOf, TraceError, type Problem } from '../base/errors.ts';
import { sha256InSlices } from '../base/hash.ts';
import type { ProblemLog } from '../base/problem-log.ts';
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
    bytesToHex(hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)),
  );
}

export class CheckedChunks {
  readonly #file: ChunkedFile;
  readonly #readHashes: () => Promise<Uint8Array>;
  readonly #problems: Pick<ProblemLog, 'add' | 'replace'>;
  /** The chunk that was used last stands last. */
  readonly #chunks = new Map<number, Shared<Uint8Array>>();
  /** Those that differ, and what was said of them. */
  readonly #differing = new Set<number>();
  #first = Infinity;
  #told: Problem | undefined;
  #hashes: Promise<readonly string[] | undefined> | undefined;

  /** `problems`: told of the chunks that differ, and of hashes that cannot be used; what is there is read all the same. */
  constructor(
    file: ChunkedFile,
    readHashes: () => Promise<Uint8Array>,
    problems: Pick<ProblemLog, 'add' | 'replace'>,
  ) {
    this.#file = file;
    this.#readHashes = readHashes;
    this.#problems = problems;
  }

  /** The bytes [start, end) of the file that `artifact` is. Rejects as that does. */
  async read(
    artifact: Pick<Artifact, 'read' | 'size'>,
    start: number,
    end: number,
    signal?: AbortSignal,
  ): Promise<Uint8Array> {
    signal?.throwIfAborted();
    // A file that is cut off says so itself.
    if (end <= start || start >= this.#file.bytes || end > (artifact.size ?? Infinity))
      return artifact.read(start, end, signal);
    // What the manifest does not know of has no chunk.
    const known = Math.min(end, this.#file.bytes);
    const size = this.#file.chunk_hashes.bytes;
    const first = Math.floor(start / size);
    const bytes = new Uint8Array(end - start);
    const parts = Array.from({ length: Math.ceil(known / size) - first }, async (_, index) => {
      const from = (first + index) * size;
      const chunk = await this.#chunk(first + index, artifact, signal);
      bytes.set(chunk.subarray(Math.max(0, start - from), known - from), Math.max(0, from - start));
    });
    const rest = async (): Promise<void> => bytes.set(await artifact.read(known, end, signal), known - start);
    await Promise.all(end > known ? [...parts, rest()] : parts);
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
    // To be compared when it is read again.
    if (!hashes) this.#chunks.delete(index);
    const wanted = hashes?.[index];
    if (wanted === undefined || this.#differing.has(index) || (await sha256InSlices([bytes])) === wanted)
      return bytes;
    this.#differing.add(index);
    this.#first = Math.min(this.#first, index);
    this.#tell();
    return bytes;
  }

  /** One problem of the file, however many chunks differ. */
  #tell(): void {
    const count = this.#differing.size;
    const range = chunkAt(this.#file, this.#first);
    const details = { path: this.#file.path, ...range, count };
    const problem: Problem = { severity: 'error', code: 'artifact-chunk-hash', details };
    this.#problems.replace(this.#told, problem);
    this.#told = problem;
  }

  /** None where they cannot be used, which is a problem of the bundle; undefined where they cannot be read for now. */
  #known(): Promise<readonly string[] | undefined> {
    this.#hashes ??= this.#readHashes()
      .then((hashes) => splitHashes(hashes, this.#file))
      .catch((error: unknown) => {
        if (!isAbort(error)) this.#problems.add(problemOf(error, 'warning'));
        if (!isPassing(error)) return [];
        this.#hashes = undefined;
        return undefined;
      });
    return this.#hashes;
  }
}
