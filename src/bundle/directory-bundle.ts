import { TraceError } from '../base/errors.ts';
import { withoutSecrets } from '../base/signed-address.ts';
import { blobUrl, collect, type Artifact, type BundleSource } from './bundle-source.ts';
import { ByteCache, CACHE_BYTES } from './byte-cache.ts';
import { blobBytes } from './byte-source.ts';
import { startedStream } from './byte-stream.ts';
import { cachedBytes } from './cached-bytes.ts';
import { httpBytes, type HttpOptions } from './http.ts';

/** A folder on a web server. `root` ends with a slash; its query string goes along with every request. */
export function directoryBundle(root: URL, options: HttpOptions = {}): BundleSource {
  const cache = new ByteCache(CACHE_BYTES);
  /** One for each file, so that its parts are of one version, and are kept. */
  const artifacts = new Map<string, Artifact>();
  return {
    label: withoutSecrets(root.href),
    connection: options.connection,
    open: (path) => {
      const artifact = artifacts.get(path) ?? httpArtifact(root, path, cache, options);
      artifacts.set(path, artifact);
      return Promise.resolve(artifact);
    },
  };
}

function httpArtifact(root: URL, path: string, cache: ByteCache, options: HttpOptions): Artifact {
  const url = new URL(path, root);
  url.search = root.search;
  const file = httpBytes(url, options);
  const kept = cachedBytes(file, cache);
  const orMissing = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof TraceError && error.code === 'http-status') {
        const { status } = error.details as { status: number };
        if (status === 404 || status === 410) throw new TraceError('artifact-missing', { path }, error);
      }
      throw error;
    }
  };
  return {
    path,
    size: undefined,
    bytes: (signal) => orMissing(collect(file.all(signal))),
    stream: (signal) => orMissing(startedStream(file.all(signal))),
    read: (start, end, signal) => orMissing(kept.read(start, end, signal)),
    direct: true,
    url: () => Promise.resolve({ href: url.href, release: () => undefined }),
  };
}

/** Files by their path from the bundle's root, as picked or dropped. */
export function filesBundle(files: ReadonlyMap<string, Blob>, label: string): BundleSource {
  return {
    label,
    open: (path) => {
      const file = files.get(path);
      return file
        ? Promise.resolve(blobArtifact(file, path))
        : Promise.reject(new TraceError('artifact-missing', { path }));
    },
  };
}

/** Bytes that the browser holds, as a file of a bundle. */
export function blobArtifact(blob: Blob, path: string): Artifact & { readonly size: number } {
  const ranges = blobBytes(blob, path);
  return {
    path,
    size: blob.size,
    bytes: (signal) => ranges.read(0, blob.size, signal),
    stream: async (signal) => {
      signal?.throwIfAborted();
      // A step that does nothing, because a stream of a Blob cannot be stopped by a signal.
      return Promise.resolve(blob.stream().pipeThrough(new TransformStream(), signal ? { signal } : {}));
    },
    read: (start, end, signal) => ranges.read(start, end, signal),
    direct: true,
    url: (mediaType) => Promise.resolve(blobUrl(blob.slice(0, blob.size, mediaType))),
  };
}
