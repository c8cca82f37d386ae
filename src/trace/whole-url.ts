import { blobUrl, type Artifact, type ArtifactUrl } from '../bundle/bundle-source.ts';

interface WholeOptions {
  readonly mediaType: string;
  /** Length in bytes; 0 where it is not known. */
  readonly size: number;
  readonly signal?: AbortSignal | undefined;
  /** Told of the part that is there, in [0, 1]. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** An address for a media element, of all of a file. It costs nothing where the file has one; else all of it is read. */
export async function wholeUrl(
  artifact: Artifact,
  { mediaType, size, signal, onProgress }: WholeOptions,
): Promise<ArtifactUrl> {
  if (artifact.direct) return artifact.url(mediaType, signal);
  const chunks: BlobPart[] = [];
  let bytes = 0;
  const reader = (await artifact.stream(signal)).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return blobUrl(new Blob(chunks, { type: mediaType }));
    chunks.push(value as Uint8Array<ArrayBuffer>);
    bytes += value.length;
    if (size > 0) onProgress?.(Math.min(1, bytes / size));
  }
}
