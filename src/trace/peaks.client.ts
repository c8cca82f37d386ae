/** The peaks of a sound without keeping the page from its work. Browser only. */
import { TraceError } from '../base/errors.ts';
import type { MediaFile } from './media-container.ts';
import { withMediaWorker } from './media.client.ts';
import { PeakBuilder, type PeakOptions, type Peaks } from './peaks.ts';

/** Largest file that is decoded whole, where it cannot be decoded piece by piece. */
const MAX_WHOLE_BYTES = 20_000_000;

/** Samples a second of a sound decoded whole: enough for its outline, and a sixth of the memory. */
const WHOLE_RATE = 8_000;

/** Samples looked through before the page gets its turn. */
const SLICE = 1_000_000;

/**
 * Computes in a worker. Where that has no decoder (WebCodecs needs https or localhost), a small file is decoded by the
 * browser as a whole; a large one is refused with `unsupported-here`. Rejects with the signal's reason, and with the
 * errors of the file.
 */
export async function computePeaks(file: MediaFile, options: PeakOptions = {}): Promise<Peaks> {
  try {
    return await withMediaWorker(file, options, (service, name, signal) => service.peaks(name, signal));
  } catch (error) {
    if (!(error instanceof TraceError) || error.code !== 'codec-unsupported') throw error;
    return decodeWhole(file, options);
  }
}

/** Decodes all of a small file at once, where there is no WebCodecs. Rejects with `unsupported-here`. */
export async function decodeWhole(file: MediaFile, { onProgress, signal }: PeakOptions = {}): Promise<Peaks> {
  const { path, size } = file;
  const refuse = (reason: string, cause?: unknown): TraceError =>
    new TraceError('unsupported-here', { what: `The waveform of ${path}`, reason }, cause);
  if (size > MAX_WHOLE_BYTES)
    throw refuse(
      'the file is too large to decode at once, and to decode it in pieces needs https or localhost',
    );
  const bytes = await file.read(0, size, signal);
  let sound: AudioBuffer;
  try {
    sound = await new OfflineAudioContext(1, 1, WHOLE_RATE).decodeAudioData(bytes.slice().buffer);
  } catch (error) {
    throw refuse('this browser cannot decode it', error);
  }
  const builder = new PeakBuilder(sound.duration);
  for (let channel = 0; channel < sound.numberOfChannels; channel += 1) {
    const samples = sound.getChannelData(channel);
    for (let from = 0; from < samples.length; from += SLICE) {
      builder.add(samples.subarray(from, from + SLICE), from / sound.sampleRate, sound.sampleRate);
      onProgress?.((channel + from / samples.length) / sound.numberOfChannels);
      await new Promise((resolve) => setTimeout(resolve));
      signal?.throwIfAborted();
    }
  }
  return builder.finish();
}
