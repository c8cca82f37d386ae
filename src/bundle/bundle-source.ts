/**
 * The files of one bundle by name. There is no listing: the manifest is the only index, so a web folder, a picked
 * folder, a zip and a remote zip are all the same to the reader.
 */
export interface BundleSource {
  /** What people call it: a folder or file name, or an address. */
  readonly label: string;
  /** Rejects with `artifact-missing` where there is no such file. `path`: from the bundle's root, checked by the caller. */
  open(path: string, signal?: AbortSignal): Promise<Artifact>;
}

/** One file of a bundle. */
export interface Artifact {
  readonly path: string;
  /** Length in bytes; undefined where only reading would tell. */
  readonly size: number | undefined;
  /** All of it. */
  bytes(signal?: AbortSignal): Promise<Uint8Array>;
  /** Its bytes in order, as they come. */
  stream(signal?: AbortSignal): Promise<ReadableStream<Uint8Array>>;
  /** The bytes [start, end). */
  read(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array>;
  /** An address for media elements. Call `release()` when it is no longer used. */
  url(mediaType: string, signal?: AbortSignal): Promise<ArtifactUrl>;
}

export interface ArtifactUrl {
  readonly href: string;
  release(): void;
}

export const MANIFEST_PATH = 'trace_schema_v2.json';

/** Joins the chunks of a stream into one array. */
export async function collect(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
}

/** A `blob:` address for bytes in memory. */
export function blobUrl(blob: Blob): ArtifactUrl {
  const href = URL.createObjectURL(blob);
  return { href, release: () => URL.revokeObjectURL(href) };
}
