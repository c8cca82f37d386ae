/** Samples out of a pipe in the .au format: its header tells how many channels there are, and needs no length. */

/** Big endian: the place of the first sample at byte 4, the channels at byte 20. */
const HEADER_BYTES = 24;
const SAMPLE_BYTES = Float32Array.BYTES_PER_ELEMENT;

/** Some samples of one channel, `start` samples after the first of the sound. */
type TakeSamples = (samples: Float32Array, start: number) => void;

/** Takes a sound of 32-bit floats in pieces of any size, and hands the samples on, channel by channel. */
export class AuSamples {
  readonly #take: TakeSamples;
  #rest: Buffer = Buffer.alloc(0);
  /** 0 until the header is read. */
  #channels = 0;
  #count = 0;

  constructor(take: TakeSamples) {
    this.#take = take;
  }

  /** How many samples of each channel there were. */
  get count(): number {
    return this.#count;
  }

  add(chunk: Buffer): void {
    const bytes = this.#pastHeader(this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk);
    const frameBytes = this.#channels * SAMPLE_BYTES;
    const whole = frameBytes > 0 ? Math.floor(bytes.length / frameBytes) : 0;
    for (let channel = 0; channel < this.#channels; channel += 1) {
      const samples = new Float32Array(whole);
      for (let index = 0; index < whole; index += 1)
        samples[index] = bytes.readFloatBE(index * frameBytes + channel * SAMPLE_BYTES);
      this.#take(samples, this.#count);
    }
    this.#count += whole;
    this.#rest = bytes.subarray(whole * frameBytes);
  }

  #pastHeader(bytes: Buffer): Buffer {
    if (this.#channels > 0 || bytes.length < HEADER_BYTES) return bytes;
    const first = bytes.readUInt32BE(4);
    if (bytes.length < first) return bytes;
    this.#channels = bytes.readUInt32BE(20);
    return bytes.subarray(first);
  }
}
