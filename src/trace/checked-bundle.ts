import { TraceError, asTraceError, problemOf } from '../base/errors.ts';
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
  readonly files: ReadonlyMap<string, BundleFile>;
  /** All bytes of a file, compared with the manifest. Rejects with `artifact-missing`, `path-refused`, network errors. */
  read(path: string, signal?: AbortSignal): Promise<Uint8Array>;
  /** `read`, as UTF-8 text; a byte order mark is dropped. */
  readText(path: string, signal?: AbortSignal): Promise<string>;
  /** Says so where a file that someone read whole is not what the manifest lists. */
  compare(path: string, bytes: number, sha256: string): void;
  /** Streams a file through the hash, without keeping it. Files that are read whole need it not. `onProgress`: told of the bytes that are read. */
  verify(path: string, signal?: AbortSignal, onProgress?: (bytes: number) => void): Promise<void>;
}

export function checkedBundle(
  bundle: BundleSource,
  files: readonly BundleFile[],
  problems: ProblemLog,
): CheckedBundle {
  const listed = new Map(files.map((file) => [file.path, file]));
  /** By path: files whose parts can be compared. */
  const chunked = new Map<string, CheckedChunks>();

  const otherSize = ({ path, bytes: expected }: BundleFile, actual: number): void =>
    problems.add({ severity: 'error', code: 'artifact-truncated', details: { path, expected, actual } });
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
    if (artifact.size !== undefined && artifact.size !== file.bytes) otherSize(file, artifact.size);
    return { ...artifact, read: (start, end, stop) => chunks.read(artifact, start, end, stop) };
  };
  const compare = (path: string, actualBytes: number, actualHash: string): void => {
    const file = listed.get(path);
    if (!file) return;
    if (actualBytes !== file.bytes) otherSize(file, actualBytes);
    else if (actualHash !== file.sha256) {
      const details = { path, expected: file.sha256, actual: actualHash };
      problems.add({ severity: 'error', code: 'artifact-hash', details });
    }
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
    files: listed,
    open,
    read,
    compare,
    readText: async (path, signal) => new TextDecoder().decode(await read(path, signal)),
    verify: async (path, signal, onProgress) => {
      try {
        const hash = createSha256();
        let bytes = 0;
        const stream = await (await open(path, signal)).stream(signal);
        for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
          hash.update(chunk);
          bytes += chunk.length;
          onProgress?.(bytes);
        }
        compare(path, bytes, hash.hex());
      } catch (error) {
        if (asTraceError(error).code !== 'aborted') problems.add(problemOf(error));
      }
    },
  };
}
