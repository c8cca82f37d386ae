import { CustomVideoDecoder, registerDecoder, VideoSample, type EncodedPacket } from 'mediabunny';

/** Chunks that wait in the decoder at a time: enough for its threads, and few enough to stop at once. */
const QUEUE = 4;

/**
 * The browser's decoder with its own timestamps. The library gives each output the next of the timestamps that went in,
 * so that one picture which the decoder drops would name all the later ones wrongly, and no output would prove anything.
 * By the WebCodecs specification an output carries the timestamp of the chunk that it was made of: that is the proof.
 */
class DecoderTimes extends CustomVideoDecoder {
  #decoder: VideoDecoder | undefined;
  /** Lets `decode` look at the queue again. */
  #wake: () => void = () => undefined;
  /** Software decoders give as many pictures as are kept; the pools of others run dry, and they stand still. */
  static software = false;

  static override supports(): boolean {
    return typeof VideoDecoder !== 'undefined';
  }

  override async init(): Promise<void> {
    const software: VideoDecoderConfig = { ...this.config, hardwareAcceleration: 'prefer-software' };
    const { supported } = await VideoDecoder.isConfigSupported(software);
    DecoderTimes.software = supported === true;
    const decoder = new VideoDecoder({
      output: (frame) => this.onSample(new VideoSample(frame)),
      error: (error) => {
        this.onError(error);
        this.#wake();
      },
    });
    decoder.addEventListener('dequeue', () => this.#wake());
    decoder.configure(supported === true ? software : this.config);
    this.#decoder = decoder;
  }

  override async decode(packet: EncodedPacket): Promise<void> {
    const decoder = this.#decoder;
    if (decoder?.state !== 'configured') return;
    try {
      decoder.decode(packet.toEncodedVideoChunk());
    } catch (error) {
      this.onError(error);
      return;
    }
    while (decoder.decodeQueueSize > QUEUE) await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  override async flush(): Promise<void> {
    if (this.#decoder?.state === 'configured') await this.#decoder.flush();
  }

  override close(): void {
    if (this.#decoder && this.#decoder.state !== 'closed') this.#decoder.close();
    this.#wake();
  }
}

let registered = false;

/** Makes all decoding of this worker keep the decoder's own timestamps. */
export function keepDecoderTimes(): void {
  if (!registered) registerDecoder(DecoderTimes);
  registered = true;
}

/** True where the last decoder that was made runs in software. */
export function decodesInSoftware(): boolean {
  return DecoderTimes.software;
}
