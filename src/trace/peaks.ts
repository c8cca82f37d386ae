/** The outline of a sound: how loud it is every 20 ms. Decodes through mediabunny, piece by piece. */
import type { AudioSample, Input } from 'mediabunny';
import { TraceError } from '../base/errors.ts';
import { SLICE } from '../base/slices.ts';
import { withContainer, type MediaFile } from './media-container.ts';

/** The least and the greatest sample of each slice of a sound, over all its channels, in [-1, 1]. */
export interface Peaks {
  readonly min: Float32Array<ArrayBuffer>;
  readonly max: Float32Array<ArrayBuffer>;
  /** Length of a slice in seconds; slice n is [n × sliceSeconds, (n + 1) × sliceSeconds), and the last may be cut short. */
  readonly sliceSeconds: number;
  /** Length of the sound in seconds of media time, from 0. */
  readonly seconds: number;
}

/** Length of a slice of an outline that is made here, in seconds. */
export const PEAK_SECONDS = 0.02;

/** Longer sounds have no outline: a forged length must not fill the memory. */
export const MAX_SECONDS = 24 * 3600;

/** A sound that is nowhere louder is silent to everybody: -50 dB. At full height its noise would look like speech. */
const SILENT_BELOW = 10 ** (-50 / 20);

const EXPECTED = { format: 'sound', supported: 'm4a, mp3, ogg, webm, flac and wav' };

export interface PeakOptions {
  /** Told of the part that is done, in [0, 1], about a hundred times. */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** Nothing can be heard in the whole of it. */
export function isSilent({ min, max }: Pick<Peaks, 'min' | 'max'>): boolean {
  return max.every((high, index) => high < SILENT_BELOW && (min[index] ?? 0) > -SILENT_BELOW);
}

/** The same outline in slices twice as long, and again, until there are no more than `most` of them. */
export function* coarser(peaks: Peaks, most: number): Generator<undefined, Peaks> {
  let { min, max, sliceSeconds } = peaks;
  while (max.length > most) {
    const [finerMin, finerMax] = [min, max];
    const count = Math.ceil(max.length / 2);
    [min, max] = [new Float32Array(count), new Float32Array(count)];
    for (let index = 0; index < count; index += 1) {
      const [left, right] = [2 * index, Math.min(2 * index + 1, finerMax.length - 1)];
      min[index] = Math.min(finerMin[left] ?? 0, finerMin[right] ?? 0);
      max[index] = Math.max(finerMax[left] ?? 0, finerMax[right] ?? 0);
      if (index % SLICE === SLICE - 1) yield;
    }
    sliceSeconds *= 2;
  }
  return { ...peaks, min, max, sliceSeconds };
}

/** Takes samples in any order and keeps their extremes by slice. */
export class PeakBuilder {
  readonly #min: Float32Array<ArrayBuffer>;
  readonly #max: Float32Array<ArrayBuffer>;
  readonly #seconds: number;

  /** `seconds`: length of the whole sound. Throws `unsupported-here` for one that is too long, or has no length. */
  constructor(seconds: number) {
    if (!(seconds > 0 && seconds <= MAX_SECONDS))
      throw new TraceError('unsupported-here', {
        what: 'The waveform',
        reason: seconds > 0 ? 'the sound is longer than 24 hours' : 'the sound has no length',
      });
    const count = Math.ceil(seconds / PEAK_SECONDS);
    this.#min = new Float32Array(count);
    this.#max = new Float32Array(count);
    this.#seconds = seconds;
  }

  /** `samples` of one channel, the first of them at `start` seconds; what lies outside the sound is passed over. */
  add(samples: Float32Array, start: number, sampleRate: number): void {
    const perSlice = sampleRate * PEAK_SECONDS;
    // Whole samples: the rounding of `start` must not push one into the slice before.
    const offset = Math.round(start * sampleRate);
    let index = Math.max(0, Math.ceil(-offset));
    while (index < samples.length) {
      const slice = Math.floor((offset + index) / perSlice);
      const end = Math.min(samples.length, Math.max(index + 1, Math.ceil((slice + 1) * perSlice - offset)));
      this.#extend(slice, samples, index, end);
      index = end;
    }
  }

  finish(): Peaks {
    return { min: this.#min, max: this.#max, sliceSeconds: PEAK_SECONDS, seconds: this.#seconds };
  }

  #extend(slice: number, samples: Float32Array, from: number, to: number): void {
    if (slice >= this.#max.length) return;
    let low = this.#min[slice] ?? 0;
    let high = this.#max[slice] ?? 0;
    for (let index = from; index < to; index += 1) {
      const value = samples[index] ?? 0;
      if (value < low) low = value;
      else if (value > high) high = value;
    }
    this.#min[slice] = Math.max(-1, low);
    this.#max[slice] = Math.min(1, high);
  }
}

/**
 * The peaks of a sound file. Memory stays small however long it is, but it decodes all of it: call it in a worker.
 * Rejects with `codec-unsupported` where nothing here decodes it, with `format-unsupported` or `format-broken`, and
 * with the signal's reason.
 */
export function readPeaks(file: MediaFile, { onProgress, signal }: PeakOptions = {}): Promise<Peaks> {
  const read = async (input: Input): Promise<Peaks> => {
    const { AudioSampleSink } = await import('mediabunny');
    const { path } = file;
    const track = await input.getPrimaryAudioTrack();
    if (!track)
      throw new TraceError('format-broken', { path, format: 'sound', reason: 'it has no sound track' });
    if (!(await track.canDecode()))
      throw new TraceError('codec-unsupported', {
        path,
        codec: (await track.getCodecParameterString()) ?? 'unknown codec',
      });
    const builder = new PeakBuilder(await track.computeDuration());
    const { seconds } = builder.finish();
    let told = 0;
    for await (using sample of new AudioSampleSink(track).samples()) {
      signal?.throwIfAborted();
      addSample(builder, sample);
      const done = Math.min(1, Math.max(0, sample.timestamp / seconds));
      if (done - told < 0.01) continue;
      told = done;
      onProgress?.(done);
    }
    return builder.finish();
  };
  return withContainer(file, EXPECTED, read, signal);
}

function addSample(builder: PeakBuilder, sample: AudioSample): void {
  for (let planeIndex = 0; planeIndex < sample.numberOfChannels; planeIndex += 1) {
    const options = { planeIndex, format: 'f32-planar' } as const;
    const samples = new Float32Array(sample.allocationSize(options) / Float32Array.BYTES_PER_ELEMENT);
    sample.copyTo(samples, options);
    builder.add(samples, sample.timestamp, sample.sampleRate);
  }
}
