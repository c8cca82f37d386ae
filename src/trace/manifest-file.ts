/** The manifest as it lies in a bundle. */
import { TraceError } from '../base/errors.ts';
import { MANIFEST_PATH, type BundleSource } from '../bundle/bundle-source.ts';

/** Largest manifest that is read, in bytes. */
const MAX_MANIFEST_BYTES = 16 * 1024 * 1024;

/** A manifest's bytes, and the JSON that they are. Rejects with `manifest-missing`, `manifest-not-json`, and what reading rejects with. */
export async function readManifestFile(
  source: BundleSource,
  signal?: AbortSignal,
): Promise<{ readonly bytes: Uint8Array; readonly json: unknown }> {
  const bytes = await manifestBytes(source, signal);
  try {
    const json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
    return { bytes, json };
  } catch (error) {
    const reason = (error as Error).message;
    throw new TraceError('manifest-not-json', { source: source.label, reason }, error);
  }
}

async function manifestBytes(source: BundleSource, signal?: AbortSignal): Promise<Uint8Array> {
  try {
    const artifact = await source.open(MANIFEST_PATH, signal);
    if ((artifact.size ?? 0) > MAX_MANIFEST_BYTES)
      throw new TraceError('manifest-not-json', {
        source: source.label,
        reason: `it is larger than ${MAX_MANIFEST_BYTES} bytes`,
      });
    return await artifact.bytes(signal);
  } catch (error) {
    if (error instanceof TraceError && error.code === 'artifact-missing')
      throw new TraceError('manifest-missing', { source: source.label }, error);
    throw error;
  }
}
