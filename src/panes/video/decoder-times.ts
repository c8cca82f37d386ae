import { CustomVideoDecoder, registerDecoder, VideoSample, type EncodedPacket } from 'mediabunny';

/** Chunks that wait in the decoder at a time: enough for its threads. */
const QUEUE = 4;
/** Chunks that are decoded after the last picture was asked for; the library would go on for some forty. */
const AHEAD = 4;

/** What the library rounds to the track's own ticks, which an edit list may lie between. */
const timestamps = new WeakMap<VideoSample, number>();

/** The decoders that have not been closed. */
const live = new Set<DecoderTimes>();
let software = false;
/** Somebody waits for a picture. */
let asked = false;
/** Chunks that may still be decoded while nobody does. */
let left = AHEAD;

/**
 * The browser's decoder with its own timestamps. The library gives each output the next of the timestamps that went in,
 * so that one picture which the decoder drops would name all the later ones wrongly, and no output would prove anything.
 * By the WebCodecs specification an output carries the timestamp of the chunk that it was made of: that is the proof.
 */
class DecoderTimes extends CustomVideoDecoder {
  #decoder: VideoDecoder | undefined;
  /** Lets `decode` look again whether it may go on. */
  #wake: () => void = () => undefined;

  static override supports(): boolean {
    return typeof VideoDecoder !== 'undefined';
  }

  override async init(): Promise<void> {
    live.add(this);
    const gentle = await gentleConfig(this.config);
    software = gentle.software;
    const decoder = new VideoDecoder({
      output: (frame) => {
        const sample = new VideoSample(frame);
        timestamps.set(sample, frame.timestamp);
        this.onSample(sample);
      },
      error: (error) => {
        this.onError(error);
        this.#wake();
      },
    });
    decoder.addEventListener('dequeue', () => this.#wake());
    decoder.configure(gentle.config);
    if (live.has(this)) this.#decoder = decoder;
    else decoder.close();
  }

  override async decode(packet: EncodedPacket): Promise<void> {
    while (this.#isOpen() && !asked && left <= 0) await this.#change();
    if (!this.#isOpen()) return;
    left -= 1;
    try {
      this.#decoder?.decode(packet.toEncodedVideoChunk());
    } catch (error) {
      this.onError(error);
    }
    while (this.#isOpen() && (this.#decoder?.decodeQueueSize ?? 0) > QUEUE) await this.#change();
  }

  override async flush(): Promise<void> {
    try {
      if (this.#isOpen()) await this.#decoder?.flush();
    } catch (error) {
      // Closed meanwhile: nobody waits for what was in it.
      if (live.has(this)) throw error;
    }
  }

  override close(): void {
    live.delete(this);
    if (this.#isOpen()) this.#decoder?.close();
    this.#wake();
  }

  look(): void {
    this.#wake();
  }

  #isOpen(): boolean {
    return this.#decoder?.state === 'configured';
  }

  #change(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }
}

/** How to decode in software where this browser does: such a decoder gives as many pictures as are kept. */
export async function gentleConfig(
  config: VideoDecoderConfig,
): Promise<{ readonly config: VideoDecoderConfig; readonly software: boolean }> {
  const gentle: VideoDecoderConfig = { ...config, hardwareAcceleration: 'prefer-software' };
  const { supported } = await VideoDecoder.isConfigSupported(gentle);
  return supported === true ? { config: gentle, software: true } : { config, software: false };
}

let registered = false;

/** Makes all decoding of this worker keep the decoder's own timestamps. */
export function keepDecoderTimes(): void {
  if (!registered) registerDecoder(DecoderTimes);
  registered = true;
}

/** The timestamp that the decoder gave, in whole microseconds. */
export function decodedTimestamp(sample: VideoSample): number {
  return timestamps.get(sample) ?? Math.round(sample.timestamp * 1_000_000);
}

/** Says whether somebody waits for a picture: without, decoders go on for a few chunks only. */
export function waitForPictures(waits: boolean): void {
  asked = waits;
  left = AHEAD;
  for (const decoder of live) decoder.look();
}

/** Closes every decoder at once, with what waits in it. */
export function closeDecoders(): void {
  for (const decoder of [...live]) decoder.close();
}

/** True where the last decoder that was made runs in software: it gives as many pictures as are kept. */
export function decodesInSoftware(): boolean {
  return software;
}
