/**
 * The outline of a sound as a file: the binary waveform data format of BBC audiowaveform (.dat), version 2. Little
 * endian; a header of 24 bytes, then the least and the greatest sample of each slice, channel by channel:
 *
 *   0 int32 version · 4 uint32 flags (bit 0: 8-bit samples, else 16-bit) · 8 int32 sample rate
 *   12 int32 samples per pixel · 16 uint32 length in slices · 20 int32 channels
 */
import { TraceError } from '../base/errors.ts';
import { MAX_SECONDS, type Peaks } from './peaks.ts';

const VERSION = 2;
const HEADER_BYTES = 24;
const EIGHT_BIT = 1;
/** More channels than any sound of a voice has. */
const MAX_CHANNELS = 64;

/** Largest file that is read: a day of slices of 20 ms takes half of it. */
export const MAX_WAVEFORM_BYTES = 32 * 1024 * 1024;

/** Reads an outline; several channels become one, by their extremes. Throws `format-broken`. */
export function readWaveform(bytes: Uint8Array, path: string): Peaks {
  const check = (sound: boolean, reason: string): void => {
    if (!sound) throw new TraceError('format-broken', { path, format: 'the outline of a sound', reason });
  };
  check(bytes.length <= MAX_WAVEFORM_BYTES, `it is larger than ${MAX_WAVEFORM_BYTES} bytes`);
  check(bytes.length >= HEADER_BYTES, 'it is shorter than its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getInt32(0, true);
  check(version === VERSION, `it is of version ${version}, and only version ${VERSION} is read`);
  const isSmall = (view.getUint32(4, true) & EIGHT_BIT) !== 0;
  const sampleRate = view.getInt32(8, true);
  const samplesPerPixel = view.getInt32(12, true);
  const length = view.getUint32(16, true);
  const channels = view.getInt32(20, true);
  check(sampleRate > 0 && samplesPerPixel > 0, 'its slices have no length');
  check(channels > 0 && channels <= MAX_CHANNELS, `it tells of ${channels} channels`);
  check(length > 0, 'it holds no slice');
  const sampleBytes = isSmall ? 1 : 2;
  const promised = length * channels * 2 * sampleBytes;
  const found = bytes.length - HEADER_BYTES;
  // Before anything is made of the length: it may be forged.
  check(promised === found, `its header promises ${promised} bytes of slices, and there are ${found}`);
  const sliceSeconds = samplesPerPixel / sampleRate;
  check(length * sliceSeconds <= MAX_SECONDS, 'it is of a sound longer than 24 hours');

  const scale = isSmall ? 0x80 : 0x8000;
  const sample = (index: number): number => {
    const at = HEADER_BYTES + index * sampleBytes;
    return (isSmall ? view.getInt8(at) : view.getInt16(at, true)) / scale;
  };
  const min = new Float32Array(length);
  const max = new Float32Array(length);
  for (let slice = 0; slice < length; slice += 1) {
    let low = 1;
    let high = -1;
    for (let channel = 0; channel < channels; channel += 1) {
      const index = (slice * channels + channel) * 2;
      low = Math.min(low, sample(index));
      high = Math.max(high, sample(index + 1));
    }
    min[slice] = low;
    max[slice] = high;
  }
  return { min, max, sliceSeconds, seconds: length * sliceSeconds };
}

/**
 * Writes an outline of one channel, with 16 bits a sample: with 8, a quiet voice would be a staircase once it is drawn
 * at full height. `sampleRate`: of the samples that it was made of; a slice must be a whole number of them.
 */
export function writeWaveform(
  { min, max, sliceSeconds }: Pick<Peaks, 'min' | 'max' | 'sliceSeconds'>,
  sampleRate: number,
): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(HEADER_BYTES + max.length * 4));
  view.setInt32(0, VERSION, true);
  view.setUint32(4, 0, true);
  view.setInt32(8, sampleRate, true);
  view.setInt32(12, Math.round(sliceSeconds * sampleRate), true);
  view.setUint32(16, max.length, true);
  view.setInt32(20, 1, true);
  const put = (index: number, value: number): void =>
    view.setInt16(
      HEADER_BYTES + index * 2,
      Math.max(-0x8000, Math.min(0x7fff, Math.round(value * 0x8000))),
      true,
    );
  for (let slice = 0; slice < max.length; slice += 1) {
    put(slice * 2, min[slice] ?? 0);
    put(slice * 2 + 1, max[slice] ?? 0);
  }
  return new Uint8Array(view.buffer);
}
