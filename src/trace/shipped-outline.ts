import { TraceError } from '../base/errors.ts';
import { MAX_WAVEFORM_BYTES, readWaveform } from './audiowaveform.ts';
import type { CheckedBundle } from './checked-bundle.ts';
import type { Peaks } from './peaks.ts';

/**
 * The outline that lies in the bundle at `path`. Rejects with `format-broken`, also where it is too large to be one,
 * and with what `CheckedBundle.read` rejects with.
 */
export async function readShippedOutline(
  bundle: CheckedBundle,
  path: string,
  signal?: AbortSignal,
): Promise<Peaks> {
  const { size } = await bundle.open(path, signal);
  const bytes = size ?? bundle.files.get(path)?.bytes ?? 0;
  if (bytes > MAX_WAVEFORM_BYTES)
    throw new TraceError('format-broken', {
      path,
      format: 'the outline of a sound',
      reason: `it is larger than ${MAX_WAVEFORM_BYTES} bytes`,
    });
  return readWaveform(await bundle.read(path, signal), path);
}
