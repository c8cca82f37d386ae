/** Key frames decoded by themselves: what can be shown soonest of a moment far away. For a worker. */
import type { EncodedPacketSink } from 'mediabunny';
import { lastAtMost } from '../../base/search-sorted.ts';
import { gentleConfig } from './decoder-times.ts';
import { PicturePixels } from './picture-pixels.ts';
import { shrink, type SmallPixels } from './small-pixels.ts';

/** Times in a frame table may be rounded to whole microseconds, and the library cuts them. In seconds. */
const ROUNDING = 0.000_002;
/** So many are read at a time: while one is on its way over the network, the next is asked for. */
const AT_A_TIME = 2;
/** Milliseconds between the beginnings of two: more pictures a second nobody tells apart, and all else would wait for them. */
const PACE = 45;
/** The part of the way between two pictures by which the grid is wide: a picture is off by half of that at most. */
const GRID = 1 / 2;
/** After so many milliseconds without work the decoder is closed. */
const IDLE = 5_000;

/** What these pictures need of a video. */
export interface KeyVideo {
  readonly packets: EncodedPacketSink;
  readonly config: VideoDecoderConfig;
  /** Presentation time of each frame in seconds of media time, ascending. */
  readonly times: Float64Array;
  /** 1 for a key frame. */
  readonly keys: Uint8Array;
  /** Its pictures are shown as they are decoded, neither turned nor mirrored. */
  readonly upright: boolean;
}

/** The picture of a key frame, made small where that is quickly done. */
export interface KeyPicture {
  /** Of the chunk that it was decoded from, in microseconds of media time. */
  readonly timestamp: number;
  /** A frame is to be closed. */
  readonly picture: VideoFrame | SmallPixels;
}

interface Look {
  /** The place among the key frames. */
  readonly place: number;
  readonly done: () => void;
}

/**
 * Gives pictures of key frames while somebody goes over a video faster than it is decoded. The faster, the wider the grid
 * of key frames that are looked at, so that who goes to and fro comes by those that were read before.
 */
export class KeyPictures {
  readonly #video: KeyVideo;
  readonly #tell: (picture: KeyPicture) => void;
  /** Indexes of the key frames, ascending. */
  readonly #frames: Uint32Array;
  #decoder: VideoDecoder | undefined;
  readonly #pixels = new PicturePixels();
  /** Ends when those before are decoded. */
  #turn: Promise<void> = Promise.resolve();
  #next: Look | undefined;
  #running = 0;
  /** Where was looked last; -1: nowhere. */
  #last = -1;
  #begun = -Infinity;
  #pace: ReturnType<typeof setTimeout> | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;
  /** They cannot be had of this video here. */
  #failed = false;

  /** `tell`: takes each picture over as it comes; those on their way come too when others are wanted by then. */
  constructor(video: KeyVideo, tell: (picture: KeyPicture) => void) {
    this.#video = video;
    this.#tell = tell;
    this.#frames = Uint32Array.from(indexesOf(video.keys));
  }

  /**
   * Wants the picture of key frame `index`, or of one near it. Resolves when it was told, when it cannot be had, and when
   * another is wanted before it was begun.
   */
  look(index: number): Promise<void> {
    const frames = this.#frames;
    const place = Math.max(
      0,
      lastAtMost(frames.length, (at) => frames[at] ?? 0, index),
    );
    return new Promise((done) => {
      this.#next?.done();
      this.#next = { place, done };
      this.#begin();
    });
  }

  /** Wants none any more, and lets the decoder go. */
  rest(): void {
    this.#next?.done();
    this.#next = undefined;
    this.#closeDecoder();
  }

  #begin(): void {
    clearTimeout(this.#pace);
    const next = this.#next;
    if (!next || this.#running >= AT_A_TIME) return;
    const left = PACE - (performance.now() - this.#begun);
    if (left > 0) {
      this.#pace = setTimeout(() => this.#begin(), left);
      return;
    }
    this.#next = undefined;
    this.#begun = performance.now();
    void this.#run(next);
  }

  async #run({ place, done }: Look): Promise<void> {
    this.#running += 1;
    clearTimeout(this.#idle);
    try {
      if (!this.#failed) await this.#show(this.#onGrid(place));
    } catch {
      // Whoever waits for the frame itself hears why it cannot be read.
    }
    this.#running -= 1;
    done();
    this.#begin();
    if (this.#running === 0) this.#idle = setTimeout(() => this.#closeDecoder(), IDLE);
  }

  #onGrid(place: number): number {
    const way = this.#last < 0 ? 0 : Math.abs(place - this.#last);
    this.#last = place;
    const width = 2 ** Math.max(0, Math.floor(Math.log2(way * GRID)));
    return Math.min(Math.round(place / width) * width, this.#frames.length - 1);
  }

  async #show(place: number): Promise<void> {
    const { packets, times } = this.#video;
    const seconds = times[this.#frames[place] ?? 0] ?? 0;
    const packet = await packets.getKeyPacket(seconds + ROUNDING, { verifyKeyPackets: true });
    if (!packet) return;
    const decoded = this.#turn.then(async () => {
      const decoder = await this.#openDecoder();
      decoder.decode(packet.toEncodedVideoChunk());
      await decoder.flush();
    });
    this.#turn = decoded.catch(() => this.#closeDecoder());
    await decoded;
  }

  async #openDecoder(): Promise<VideoDecoder> {
    if (this.#decoder?.state === 'configured') return this.#decoder;
    const { config } = await gentleConfig(this.#video.config);
    const decoder = new VideoDecoder({
      output: (frame) => void this.#take(frame),
      // One that cannot begin with a key frame: the frames themselves are decoded otherwise.
      error: () => (this.#failed = true),
    });
    decoder.configure(config);
    this.#decoder = decoder;
    return decoder;
  }

  async #take(frame: VideoFrame): Promise<void> {
    const { timestamp, displayWidth, displayHeight } = frame;
    const asDecoded = this.#video.upright && frame.visibleRect?.width === displayWidth;
    const told = this.#pixels.of(frame, (pixels) => {
      const small = pixels && asDecoded && pixels.height === displayHeight ? shrink(pixels) : undefined;
      this.#tell({ timestamp, picture: small ?? frame });
      return { isTaken: !small };
    });
    const { isTaken } = await told.catch(() => {
      // The frames themselves are given otherwise.
      this.#failed = true;
      return { isTaken: false };
    });
    if (!isTaken) frame.close();
  }

  #closeDecoder(): void {
    clearTimeout(this.#idle);
    if (this.#decoder && this.#decoder.state !== 'closed') this.#decoder.close();
    this.#decoder = undefined;
  }
}

function indexesOf(keys: Uint8Array): readonly number[] {
  const indexes: number[] = [];
  for (let index = keys.indexOf(1); index >= 0; index = keys.indexOf(1, index + 1)) indexes.push(index);
  return indexes;
}
