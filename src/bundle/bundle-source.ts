import type { Connection } from './connection.ts';
import type { Packing } from './unpack.ts';

/**
 * The files of one bundle by name. There is no listing: the manifest is the only index, so a web folder, a picked
 * folder, a zip and a remote zip are all the same to the reader.
 */
export interface BundleSource {
  /** What people call it: a folder or file name, or an address. */
  readonly label: string;
  /** How it stands with the network that its bytes come over; undefined where they come from this machine. */
  readonly connection?: Pick<Connection, 'trouble' | 'subscribe'> | undefined;
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
  /** Its bytes in order as they are packed, for whoever unpacks them on another thread; where there are such. */
  packed?(signal?: AbortSignal): Promise<PackedStream>;
  /** The bytes [start, end). */
  read(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array>;
  /** True where `url` costs nothing; else it reads all of the file into memory. */
  readonly direct: boolean;
  /** An address for media elements. Call `release()` when it is no longer used. */
  url(mediaType: string, signal?: AbortSignal): Promise<ArtifactUrl>;
}

export interface PackedStream {
  readonly packing: Packing;
  /** In bytes. */
  readonly packedSize: number;
  readonly stream: ReadableStream<Uint8Array>;
}

export interface ArtifactUrl {
  readonly href: string;
  release(): void;
}

export const MANIFEST_PATH = 'trace_schema_v2.json';

/** Joins chunks into one array. Rejects with what they reject with. */
export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const kept: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    kept.push(chunk);
    length += chunk.length;
  }
  const [only] = kept;
  if (only && kept.length === 1) return only;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of kept) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** A `blob:` address for bytes in memory. */
export function blobUrl(blob: Blob): ArtifactUrl {
  const href = URL.createObjectURL(blob);
  return { href, release: () => URL.revokeObjectURL(href) };
}
