/** From recognized files to a bundle of the newest schema: nothing after it knows that the trace was foreign. */
import { TraceError } from '../base/errors.ts';
import { MANIFEST_PATH, type Artifact, type BundleSource } from '../bundle/bundle-source.ts';
import { blobArtifact } from '../bundle/directory-bundle.ts';
import { BundleDraft, type ImportedBundle } from './bundle-draft.ts';
import type { Recognized } from './detect.ts';
import { ofForeign } from './foreign-failure.ts';
import type { ImportTools } from './importer.ts';

/** Rejects as `Convert`. `tools`: `IMPORT_TOOLS` of `src/trace`, everywhere. */
export async function importUnit(
  { unit, importer, format, version }: Recognized,
  tools: ImportTools,
  signal?: AbortSignal,
): Promise<ImportedBundle> {
  // Of a path its last part.
  const draft = new BundleDraft(unit.label.slice(unit.label.lastIndexOf('/') + 1));
  const convert = await importer.load();
  return ofForeign(async () => {
    await convert(unit, draft, signal, tools);
    return draft.finish({ format, version }, signal);
  });
}

/** The manifest as it is written. */
export function manifestText({ manifest }: ImportedBundle): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** An imported bundle, to be opened as any other. */
export function importedSource(imported: ImportedBundle, label: string): BundleSource {
  const manifest = new TextEncoder().encode(manifestText(imported));
  return {
    label,
    open: (path) => {
      const content = path === MANIFEST_PATH ? manifest : imported.files.get(path);
      if (content === undefined) return Promise.reject(new TraceError('artifact-missing', { path }));
      return Promise.resolve(content instanceof Uint8Array ? bytesArtifact(content, path) : content.artifact);
    },
  };
}

function bytesArtifact(bytes: Uint8Array, path: string): Artifact {
  return blobArtifact(new Blob([bytes as BlobPart]), path);
}
