import { chunksOf } from '../base/chunks-of.ts';
import { TraceError, asTraceError, problemOf, type Problem } from '../base/errors.ts';
import { createSha256, sha256InSlices } from '../base/hash.ts';
import type { ProblemLog } from '../base/problem-log.ts';
import { checkPath } from '../bundle/bundle-path.ts';
import type { Artifact, BundleSource } from '../bundle/bundle-source.ts';
import type { BundleFile } from '../schema/generated/types.ts';
import { CheckedChunks } from './chunk-hashes.ts';

/**
 * A bundle that opens only what the manifest lists, and compares size and SHA-256 of all that is read whole, and of each
 * chunk of a file that has hashes of them. A difference is a problem, not a stop: what is there is still shown.
 */
export interface CheckedBundle extends BundleSource {
  /** The same without these checks, for whoever opens the trace anew. */
  readonly unchecked: BundleSource;
  readonly files: ReadonlyMap<string, BundleFile>;
  /** All bytes of a file, compared with the manifest. Rejects with `artifact-missing`, `path-refused`, network errors. */
  read(path: string, signal?: AbortSignal): Promise<Uint8Array>;
  /** `read`, as UTF-8 text; a byte order mark is dropped. */
  readText(path: string, signal?: AbortSignal): Promise<string>;
  /** Says so where a file that someone read whole is not what the manifest lists. */
  compare(path: string, bytes: number, sha256: string): void;
  /**
   * Streams a file through the hash, without keeping it. Files that are read whole need it not. Gives what is wrong with
   * the file, which is among the trace's problems, too; undefined: it is as recorded, or `signal` was aborted.
   * `onProgress`: told of the bytes that are read.
   */
  verify(
    path: string,
    signal?: AbortSignal,
    onProgress?: (bytes: number) => void,
  ): Promise<Problem | undefined>;
}

export function checkedBundle(
  bundle: BundleSource,
  files: readonly BundleFile[],
  problems: ProblemLog,
): CheckedBundle {
  const listed = new Map(files.map((file) => [file.path, file]));
  /** By path: files whose parts can be compared. */
  const chunked = new Map<string, CheckedChunks>();
  const open = async (path: string, signal?: AbortSignal): Promise<Artifact> => {
    checkPath(path);
    const file = listed.get(path);
    if (!file) throw new TraceError('artifact-unlisted', { path });
    const artifact = await bundle.open(path, signal);
    const hashes = file.chunk_hashes;
    if (!hashes) return artifact;
    const chunks =
      chunked.get(path) ??
      new CheckedChunks({ ...file, chunk_hashes: hashes }, () => read(hashes.path), problems);
    chunked.set(path, chunks);
    if (artifact.size !== undefined) reported(otherSize(file, artifact.size));
    return { ...artifact, read: (start, end, stop) => chunks.read(artifact, start, end, stop) };
  };
  const reported = (problem: Problem | undefined): Problem | undefined => {
    if (problem) problems.add(problem);
    return problem;
  };
  const compare = (path: string, actualBytes: number, actualHash: string): Problem | undefined => {
    const file = listed.get(path);
    return file && reported(differenceOf(file, actualBytes, actualHash));
  };
  const read = async (path: string, signal?: AbortSignal): Promise<Uint8Array> => {
    const artifact = await open(path, signal);
    const bytes = await artifact.bytes(signal);
    compare(path, bytes.length, await sha256InSlices([bytes]));
    return bytes;
  };
  return {
    label: bundle.label,
    connection: bundle.connection,
    unchecked: bundle,
    files: listed,
    open,
    read,
    compare: (path, bytes, sha256) => void compare(path, bytes, sha256),
    readText: async (path, signal) => new TextDecoder().decode(await read(path, signal)),
    verify: async (path, signal, onProgress) => {
      try {
        const hash = createSha256();
        let bytes = 0;
        const stream = await (await open(path, signal)).stream(signal);
        for await (const chunk of chunksOf(stream)) {
          hash.update(chunk);
          bytes += chunk.length;
          onProgress?.(bytes);
        }
        return compare(path, bytes, hash.hex());
      } catch (error) {
        return asTraceError(error).code === 'aborted' ? undefined : reported(problemOf(error));
      }
    },
  };
}

function differenceOf(file: BundleFile, actualBytes: number, actualHash: string): Problem | undefined {
  const { path, sha256 } = file;
  const size = otherSize(file, actualBytes);
  if (size || actualHash === sha256) return size;
  const details = { path, expected: sha256, actual: actualHash };
  return { severity: 'error', code: 'artifact-hash', details };
}

function otherSize({ path, bytes }: BundleFile, actual: number): Problem | undefined {
  if (actual === bytes) return undefined;
  return { severity: 'error', code: 'artifact-truncated', details: { path, expected: bytes, actual } };
}
