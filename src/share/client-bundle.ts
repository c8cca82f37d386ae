/** What a client gets of a bundle: all of it, or a copy without some layers. */
import { TraceError } from '../base/errors.ts';
import { createSha256 } from '../base/hash.ts';
import { MANIFEST_PATH } from '../bundle/bundle-source.ts';
import type { ZipItem } from '../bundle/zip-write.ts';
import type { BundleFile, Manifest } from '../schema/generated/types.ts';
import type { Trace } from '../trace/trace.ts';
import { keepLayers, type Leaving } from './keep-layers.ts';
import { referredFiles } from './referred-files.ts';

export interface ClientBundle {
  readonly manifest: Manifest;
  /** Its files, to be written as a zip. Their streams fail with `artifact-hash` where a file is not what the manifest lists. */
  readonly items: readonly ZipItem[];
  /** Bytes of those that no zip makes smaller: it has at least as many. */
  readonly stored: number;
}

/** `layers`: ids of those that are kept; undefined: all, and the manifest as it stands. Rejects as `keepLayers`. */
export async function clientBundle(
  trace: Pick<Trace, 'manifest' | 'layers' | 'bundle'>,
  layers: readonly string[] | undefined,
  leaving: Leaving,
  signal?: AbortSignal,
): Promise<ClientBundle> {
  const { manifest: original, bundle } = trace;
  const kept = new Set(layers ?? original.layers.map(({ id }) => id));
  const manifest = layers
    ? keepLayers(original, kept, await referredFiles(trace, kept, signal), leaving)
    : original;
  const text =
    manifest === original
      ? await (await bundle.unchecked.open(MANIFEST_PATH, signal)).bytes(signal)
      : new TextEncoder().encode(`${JSON.stringify(manifest, undefined, 2)}\n`);
  const items: readonly ZipItem[] = [
    {
      path: MANIFEST_PATH,
      bytes: text.length,
      mediaType: 'application/json',
      stream: () => Promise.resolve(new Blob([text.slice()]).stream()),
    },
    ...manifest.files.map((file) => ({
      path: file.path,
      bytes: file.bytes,
      mediaType: file.media_type,
      stream: async () => checked(await (await bundle.open(file.path, signal)).stream(signal), file),
    })),
  ];
  const media = items.filter(({ mediaType }) => /^(?:video|audio)\//.test(mediaType));
  return { manifest, items, stored: media.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** The same bytes; fails at their end where they are others than recorded. */
function checked(stream: ReadableStream<Uint8Array>, file: BundleFile): ReadableStream<Uint8Array> {
  const hash = createSha256();
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        hash.update(chunk);
        controller.enqueue(chunk);
      },
      flush: () => {
        const actual = hash.hex();
        const { path, sha256: expected } = file;
        if (actual !== expected) throw new TraceError('artifact-hash', { path, expected, actual });
      },
    }),
  );
}
