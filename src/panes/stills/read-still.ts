import { TraceError } from '../../base/errors.ts';
import type { CheckedBundle } from '../../trace/checked-bundle.ts';
import { pictureHeader } from './picture-header.ts';

const MAX_BYTES = 16 * 1024 ** 2;
/** Decoded it takes four times as many bytes; a screen of 5K fits. */
const MAX_PIXELS = 16 * 1024 ** 2;

/**
 * A picture of the bundle, decoded; close it. Rejects with `format-broken` for what is no PNG, JPEG or WebP, or is too
 * large: its size is looked at before it is decoded. Else as the bundle does.
 */
export async function readStill(
  bundle: Pick<CheckedBundle, 'open' | 'read' | 'files'>,
  path: string,
  signal: AbortSignal,
): Promise<ImageBitmap> {
  const broken = (reason: string, cause?: unknown): TraceError =>
    new TraceError('format-broken', { path, format: 'a picture', reason }, cause);
  const { size } = await bundle.open(path, signal);
  if ((size ?? bundle.files.get(path)?.bytes ?? 0) > MAX_BYTES)
    throw broken(`it has more than ${MAX_BYTES / 1024 ** 2} MiB`);
  const bytes = await bundle.read(path, signal);
  const header = pictureHeader(bytes);
  if (!header) throw broken('it is no PNG, JPEG or WebP');
  const { mediaType, width, height } = header;
  if (width * height > MAX_PIXELS)
    throw broken(`it has ${width} × ${height} pixels, and ${MAX_PIXELS} are shown at most`);
  try {
    return await createImageBitmap(new Blob([bytes as BlobPart], { type: mediaType }));
  } catch (error) {
    throw broken('the browser cannot decode it', error);
  }
}
