import { TraceError } from '../base/errors.ts';
import { blobUrl, type Artifact, type BundleSource } from './bundle-source.ts';
import { blobBytes } from './byte-source.ts';
import { httpBytes, request } from './http.ts';

/** A folder on a web server. `root` ends with a slash; its query string goes along with every request. */
export function directoryBundle(root: URL): BundleSource {
  return {
    label: root.href,
    open: (path) => Promise.resolve(httpArtifact(root, path)),
  };
}

function httpArtifact(root: URL, path: string): Artifact {
  const url = new URL(path, root);
  url.search = root.search;
  const ranges = httpBytes(url);
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
  const get = (signal?: AbortSignal): Promise<Response> => orMissing(request(url, signal ? { signal } : {}));
  return {
    path,
    size: undefined,
    bytes: async (signal) => new Uint8Array(await (await get(signal)).arrayBuffer()),
    stream: async (signal) => (await get(signal)).body ?? new Blob([]).stream(),
    read: (start, end, signal) => orMissing(ranges.read(start, end, signal)),
    url: () => Promise.resolve({ href: url.href, release: () => undefined }),
  };
}

/** Files by their path from the bundle's root, as picked or dropped. */
export function filesBundle(files: ReadonlyMap<string, File>, label: string): BundleSource {
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

function blobArtifact(blob: Blob, path: string): Artifact {
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
    url: (mediaType) => Promise.resolve(blobUrl(blob.slice(0, blob.size, mediaType))),
  };
}
