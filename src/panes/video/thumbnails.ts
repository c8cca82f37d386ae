/**
 * Frames drawn small: the one asked for is decoded from its key frame on, and nothing else is. For a worker; it reads no
 * more of the file than these frames.
 */
import {
  EncodedPacketSink,
  UnsupportedInputFormatError,
  VideoSample,
  type EncodedPacket,
  type InputVideoTrack,
  type Rotation,
} from 'mediabunny';
import { TraceError } from '../../base/errors.ts';
import { Lazy } from '../../base/lazy.ts';
import type { PictureRequest, VideoPictures } from '../../timeline/video-pictures.ts';
import { LIBRARY_BYTES } from '../../trace/block-reader.ts';
import type { MediaFile } from '../../trace/media-container.ts';
import { openContainer } from '../../trace/open-container.ts';
import { PicturePixels } from './picture-pixels.ts';

/** Times in a frame table may be rounded to whole microseconds, and the library cuts them. In seconds. */
const ROUNDING = 0.000_002;

/** After so many milliseconds without work the decoder is closed: it keeps pictures of the full size. */
const IDLE = 5_000;

/** Of a twentieth of the size, plain sampling would show single pixels of the picture. */
const QUALITY = 'medium';

/** What decoding needs of a video. */
interface Opened {
  readonly packets: EncodedPacketSink;
  readonly config: VideoDecoderConfig;
  readonly rotation: Rotation;
  readonly flip: boolean;
}

export class Thumbnails implements VideoPictures {
  readonly #file: MediaFile;
  readonly #opened = new Lazy(() => this.#open());
  /** Ends when the one before is drawn: one decoder, one frame at a time. */
  #turn: Promise<unknown> = Promise.resolve();
  #decoder: VideoDecoder | undefined;
  /** What the decoder gives, and what it fails with. */
  #onFrame: (frame: VideoFrame) => void = (frame) => frame.close();
  readonly #pixels = new PicturePixels();
  #canvas: OffscreenCanvas | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(file: MediaFile) {
    this.#file = file;
  }

  /** See `VideoPictures`. */
  draw(request: PictureRequest, signal: AbortSignal): Promise<ImageBitmap> {
    const drawn = this.#turn.then(() => this.#draw(request, signal));
    this.#turn = drawn.catch(() => undefined);
    return drawn;
  }

  dispose(): void {
    this.#closeDecoder();
    clearTimeout(this.#idle);
  }

  async #draw(request: PictureRequest, signal: AbortSignal): Promise<ImageBitmap> {
    signal.throwIfAborted();
    clearTimeout(this.#idle);
    const opened = await this.#opened.get();
    const { rotation, flip } = opened;
    try {
      const frame = await this.#decode(opened, request, signal);
      using sample = new VideoSample(frame, { rotation, flip });
      return await this.#pixels.of(frame, (pixels) =>
        pixels && rotation === 0 && !flip ? shrink(pixels, request) : this.#paint(sample, request),
      );
    } finally {
      this.#idle = setTimeout(() => this.#closeDecoder(), IDLE);
    }
  }

  async #open(): Promise<Opened> {
    const { path } = this.#file;
    if (typeof VideoDecoder === 'undefined')
      throw new TraceError('unsupported-here', {
        what: `Pictures of ${path} on the timeline`,
        reason: 'to decode them needs https or localhost',
      });
    const track = await this.#track();
    const config = await track.getDecoderConfig();
    if (!config || !(await track.canDecode()))
      throw new TraceError('codec-unsupported', { path, codec: config?.codec ?? 'unknown codec' });
    const [rotation, flip] = await Promise.all([track.getRotation(), track.getFlip()]);
    return { packets: new EncodedPacketSink(track), config, rotation, flip };
  }

  async #track(): Promise<InputVideoTrack> {
    const { path } = this.#file;
    // Reading ahead pays for those who read on; here it would read most of the file for a few frames of it.
    const input = openContainer(this.#file, 'video', {
      prefetchProfile: 'fileSystem',
      maxCacheSize: LIBRARY_BYTES,
    });
    let track: InputVideoTrack | null;
    try {
      track = await input.getPrimaryVideoTrack();
    } catch (error) {
      if (error instanceof TraceError) throw error;
      const reason =
        error instanceof UnsupportedInputFormatError
          ? 'its container is not known'
          : 'its container is damaged or cut off';
      throw new TraceError('format-broken', { path, format: 'video', reason }, error);
    }
    if (!track)
      throw new TraceError('format-broken', { path, format: 'video', reason: 'it has no picture track' });
    return track;
  }

  /** The frame at `seconds`, to be closed. */
  async #decode(
    { packets, config }: Opened,
    request: PictureRequest,
    signal: AbortSignal,
  ): Promise<VideoFrame> {
    const { seconds } = request;
    let nearest: VideoFrame | undefined;
    const distance = (frame: VideoFrame): number => Math.abs(frame.timestamp / 1_000_000 - seconds);
    this.#onFrame = (frame) => {
      const better = !nearest || distance(frame) < distance(nearest);
      (better ? nearest : frame)?.close();
      if (better) nearest = frame;
    };
    try {
      const decoder = this.#openDecoder(config);
      for await (const packet of packetsTo(packets, request)) {
        signal.throwIfAborted();
        decoder.decode(packet.toEncodedVideoChunk());
      }
      await decoder.flush();
      if (nearest && distance(nearest) <= ROUNDING) return nearest;
      throw this.#broken(`it has no frame at ${seconds} s`);
    } catch (error) {
      nearest?.close();
      // What it still works on is nobody's.
      this.#closeDecoder();
      signal.throwIfAborted();
      throw error instanceof TraceError ? error : this.#broken('a frame of it cannot be decoded', error);
    } finally {
      this.#onFrame = (frame) => frame.close();
    }
  }

  #openDecoder(config: VideoDecoderConfig): VideoDecoder {
    // A browser may close one that was idle, and it closes itself over a broken frame.
    if (this.#decoder?.state === 'configured') return this.#decoder;
    this.#decoder = new VideoDecoder({
      output: (frame) => this.#onFrame(frame),
      // The flush that waits for the frame rejects too.
      error: () => undefined,
    });
    this.#decoder.configure(config);
    return this.#decoder;
  }

  #closeDecoder(): void {
    if (this.#decoder && this.#decoder.state !== 'closed') this.#decoder.close();
    this.#decoder = undefined;
  }

  #paint(sample: VideoSample, { width, height }: PictureRequest): ImageBitmap {
    this.#canvas ??= new OffscreenCanvas(width, height);
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    const context = this.#canvas.getContext('2d', { alpha: false });
    if (!context) throw this.#broken('this browser draws no canvas');
    context.imageSmoothingQuality = QUALITY;
    sample.draw(context, 0, 0, width, height);
    return this.#canvas.transferToImageBitmap();
  }

  #broken(reason: string, cause?: unknown): TraceError {
    return new TraceError('format-broken', { path: this.#file.path, format: 'video', reason }, cause);
  }
}

function shrink(pixels: ImageData, { width, height }: PictureRequest): Promise<ImageBitmap> {
  return createImageBitmap(pixels, { resizeWidth: width, resizeHeight: height, resizeQuality: QUALITY });
}

/**
 * The packets that decoding the frame at `seconds` takes, in decoding order: from its key frame up to its own. In an open
 * group of pictures that stands behind the next key frame, which is then among them.
 */
async function* packetsTo(
  sink: EncodedPacketSink,
  { seconds, keySeconds }: PictureRequest,
): AsyncGenerator<EncodedPacket> {
  // By the time of the key frame: in a container without an index the library finds no key frame in an earlier cluster.
  // Containers call some frames key frames from which a decoder cannot begin.
  let packet = await sink.getKeyPacket(keySeconds + ROUNDING, { verifyKeyPackets: true });
  let later = 0;
  while (packet && later < 2) {
    yield packet;
    if (Math.abs(packet.timestamp - seconds) <= ROUNDING) return;
    packet = await sink.getNextPacket(packet);
    if (packet?.type === 'key' && packet.timestamp > seconds) later += 1;
  }
}
