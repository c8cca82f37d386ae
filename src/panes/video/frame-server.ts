import {
  ALL_FORMATS,
  CustomSource,
  EncodedPacketSink,
  Input,
  VideoSampleSink,
  type InputVideoTrack,
  type VideoSample,
} from 'mediabunny';
import { asTraceError, isPassing, TraceError } from '../../base/errors.ts';
import { handOver, type Remote } from '../../base/rpc.ts';
import { BlockReader, LIBRARY_BYTES } from '../../trace/block-reader.ts';
import { DecodeRun } from './decode-run.ts';
import {
  closeDecoders,
  decodedTimestamp,
  decodesInSoftware,
  keepDecoderTimes,
  waitForPictures,
} from './decoder-times.ts';
import { FrameCache, type Picture } from './frame-cache.ts';
import { indexOfTimestamp } from './frame-times.ts';
import { KeyPictures, type KeyPicture } from './key-pictures.ts';
import type { SmallPixels } from './small-pixels.ts';

/** What the page answers to its frame server. */
export interface FrameServerPage {
  /** Bytes [start, end) of the file. */
  read(start: number, end: number): Promise<Uint8Array>;
  /** A picture on the way to one that takes a while. */
  near(served: NearFrame): void;
}

/** The video that is served, by its frame table. */
export interface ServedVideo {
  readonly path: string;
  /** Bytes of the file. */
  readonly size: number;
  /** Presentation time of each frame in seconds of media time, ascending. */
  readonly times: Float64Array;
  /** 1 for a key frame. */
  readonly keys: Uint8Array;
}

/** How the decoded pictures are to be turned, clockwise in degrees, and then mirrored. */
export interface Orientation {
  readonly rotation: number;
  readonly flip: boolean;
}

export interface ServedFrame {
  /** The index by its decoder's timestamp; another than the one asked for where the decoder gave no picture for that. */
  readonly index: number;
  /** Close it. Its timestamp is that of the chunk it was decoded from, in microseconds of media time. */
  readonly picture: VideoFrame;
}

/** One that is only looked at until the right one is there; it may be smaller than the video. */
export interface NearFrame {
  readonly index: number;
  /** A frame is to be closed. */
  readonly picture: VideoFrame | SmallPixels;
}

/** Bytes of decoded pictures that are kept: 20 of 1080p, two thirds of a second. */
const KEPT_BYTES = 64_000_000;
/** Pictures that are kept of a decoder with a pool of them: without free ones it stands still. */
const POOLED = 4;
/** Frames that are decoded ahead of steps forwards: the next is decoded sooner than anybody steps. */
const AHEAD = 4;
/** Going back, the run that gives the frames before is begun when as few as these are left. */
const LEFT = 16;
/** A jump back farther than this is no step: what comes after it may go either way. */
const STRIDE = 30;
/** Frames that are kept behind the one that is looked at; more of them would cost more memory than they save time. */
const BEHIND = 12;
/** The same after a jump: each that is kept on the way makes the way longer. */
const JUMPED_BEHIND = 2;
/** Milliseconds without a new picture after which one on the way is shown. */
const NEAR_AFTER = 100;
/** After so many milliseconds without a wish the decoder is closed, and so many frames are kept on both sides of the last. */
const IDLE = 3_000;
const NEAR = 4;
/** A decoder that failed is tried so often again for a frame. */
const RETRIES = 1;

interface Wanted {
  readonly index: number;
  readonly resolve: (served: ServedFrame) => void;
  readonly reject: (error: TraceError) => void;
  failures: number;
}

const NOTHING: ServedVideo = { path: '', size: 0, times: new Float64Array(), keys: new Uint8Array() };

/**
 * Gives decoded frames of one video by index, the newest request first. It keeps the decoder running and the frames
 * around the last one, so that a step costs nothing, and decodes on in the direction of the steps while nobody waits.
 * Where requests come faster than frames are decoded, it gives the key frames before them as pictures on the way.
 */
export class FrameServer {
  readonly #page: Pick<Remote<FrameServerPage>, 'read' | 'near'>;
  readonly #cache = new FrameCache<Picture & { readonly frame: VideoFrame }>();
  #video = NOTHING;
  #input: Input | undefined;
  #samples: (seconds: number) => AsyncGenerator<VideoSample, void> = () => {
    throw new TraceError('internal', { reason: 'the frame server is not open' });
  };
  #blocks: BlockReader | undefined;
  #keyPictures: KeyPictures | undefined;
  #run: DecodeRun | undefined;
  #wanted: Wanted | undefined;
  /** Nothing was given since somebody began to ask. */
  #waits = false;
  /** What was asked for before was not given in time. */
  #hurries = false;
  /** The key frame that was looked at last; -1: none. */
  #glanced = -1;
  /** Lets a look at a key frame end, since there is something newer to do. */
  #wake: () => void = () => undefined;
  #focus = -1;
  /** The focus came by a jump, and not by steps. */
  #jumped = true;
  #direction: 1 | -1 = 1;
  #working = false;
  #idle: ReturnType<typeof setTimeout> | undefined;
  /** When somebody began to wait, or was last given a picture on the way. */
  #waitsSince = 0;
  /** Frames of the table that the decoder gives no picture for. */
  readonly #absent = new Set<number>();
  /** What was decoded ahead had no room: nothing more is, until something is wanted. */
  #full = false;
  /** Why nothing is given any more. */
  #over: TraceError | undefined;

  constructor(page: Pick<Remote<FrameServerPage>, 'read' | 'near'>) {
    this.#page = page;
  }

  /** Rejects with `codec-unsupported` where this browser decodes no such video, and with `format-broken`. */
  async open(video: ServedVideo): Promise<Orientation> {
    keepDecoderTimes();
    const blocks = new BlockReader((start, end) => this.#page.read(start, end), video.size);
    this.#blocks = blocks;
    const source = new CustomSource({
      getSize: () => video.size,
      read: (start, end) => blocks.read(start, end),
      maxCacheSize: LIBRARY_BYTES,
    });
    this.#input = new Input({ formats: ALL_FORMATS, source });
    const track = await this.#input.getPrimaryVideoTrack();
    if (!track)
      throw new TraceError('format-broken', {
        path: video.path,
        format: 'video',
        reason: 'no picture track',
      });
    const config = await requireDecoder(track, video.path);
    const sink = new VideoSampleSink(track);
    this.#samples = (seconds) => sink.samples(seconds);
    const [rotation, flip] = await Promise.all([track.getRotation(), track.getFlip()]);
    const packets = new EncodedPacketSink(track);
    const upright = rotation === 0 && !flip;
    this.#keyPictures = new KeyPictures({ packets, config, upright, ...video }, (key) => this.#takeKey(key));
    this.#video = video;
    return { rotation, flip };
  }

  /**
   * Frame `index`. A newer call takes the place of one that waits. Rejects with `media-failed`, with `frame-unlisted` where
   * the video has frames that its table lacks, and with what the reading rejects with where that may pass.
   */
  frame(index: number, signal?: AbortSignal): Promise<ServedFrame> {
    if (!this.#waits) this.#waitsSince = performance.now();
    this.#hurries = this.#waits;
    this.#waits = true;
    this.#giveUp();
    const back = this.#focus - index;
    if (back !== 0) {
      this.#jumped = Math.abs(back) > STRIDE;
      this.#direction = back > 0 && !this.#jumped ? -1 : 1;
    }
    this.#focus = index;
    this.#full = false;
    this.#cache.focus(index, this.#direction);
    return new Promise<ServedFrame>((resolve, reject) => {
      const wanted: Wanted = { index, resolve, reject, failures: 0 };
      this.#wanted = wanted;
      signal?.addEventListener('abort', () => {
        if (this.#wanted === wanted) this.#giveUp();
      });
      const goal = this.#goal();
      if (this.#run && goal !== undefined && !this.#run.leadsTo(goal, this.#keyOf(goal))) this.#endRun();
      void this.#work();
    });
  }

  /** Answers as long as the worker lives. */
  alive(): true {
    return true;
  }

  /** Lets all go that it keeps, until a frame is wanted again: nobody sees the video. */
  rest(): void {
    clearTimeout(this.#idle);
    this.#giveUp();
    this.#endRun();
    this.#keyPictures?.rest();
    this.#cache.clear();
  }

  close(): void {
    this.#over = new TraceError('aborted', {});
    this.rest();
    this.#input?.dispose();
  }

  #giveUp(): void {
    this.#wanted?.reject(new TraceError('aborted', {}));
    this.#wanted = undefined;
    this.#wake();
  }

  /** One at a time: decodes a picture, looks again what is wanted, until nothing is. */
  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    clearTimeout(this.#idle);
    for (let goal = this.#goal(); goal !== undefined; goal = this.#goal())
      await (this.#rushesTo(goal) ? this.#glance(goal) : this.#advance(goal));
    this.#working = false;
    this.#idle = setTimeout(() => this.#slacken(), IDLE);
  }

  /** What a first step takes stays; the decoder's own pictures are as many again. */
  #slacken(): void {
    this.#endRun();
    this.#cache.keepNear(NEAR);
  }

  /** Another frame will be wanted before this one is decoded, as far as one can tell. */
  #rushesTo(goal: number): boolean {
    const key = this.#keyOf(goal);
    return this.#hurries && key !== this.#glanced && this.#run?.leadsTo(goal, key) !== true;
  }

  /** Looks at the key frame before `goal`, until its picture was told, or something newer is wanted. */
  async #glance(goal: number): Promise<void> {
    const key = this.#keyOf(goal);
    this.#glanced = key;
    if (this.#blocks) this.#blocks.readsOn = false;
    const newer = new Promise<void>((resolve) => (this.#wake = resolve));
    await Promise.race([this.#keyPictures?.look(key), newer]);
  }

  /** The frame to decode next, once what is there has been given; undefined where all that may be wanted is there. */
  #goal(): number | undefined {
    if (this.#over) {
      if (this.#wanted) this.#reject(this.#wanted, this.#over);
      return undefined;
    }
    if (!this.#wanted) return this.#ahead();
    // In place of a frame that the decoder does not give, the one before it stays on screen.
    let index = this.#wanted.index;
    while (this.#absent.has(index)) index -= 1;
    if (index < 0) {
      this.#reject(this.#wanted, this.#failure('the decoder gives no picture for it'));
      return undefined;
    }
    this.#cache.focus(index, this.#direction);
    const picture = this.#cache.get(index);
    if (!picture) return index;
    this.#serve(index, picture.frame);
    return this.#ahead();
  }

  /** The nearest frame that is not there in the direction of the steps, as far as it would be kept. */
  #ahead(): number | undefined {
    const held = this.#cache.get(this.#focus);
    if (!held || this.#full) return undefined;
    const room = Math.floor(limitFor(held.bytes) / held.bytes) - 1;
    const missing = this.#cache.missingFrom(this.#focus, this.#direction);
    const enough = Math.min(this.#direction > 0 ? AHEAD : LEFT, room / 2);
    if (missing < 0 || missing >= this.#video.times.length || this.#absent.has(missing)) return undefined;
    return Math.abs(missing - this.#focus) > enough ? undefined : missing;
  }

  /** Lets the run go one picture further towards `goal`, or begins the run that leads there. */
  async #advance(goal: number): Promise<void> {
    if (this.#blocks) this.#blocks.readsOn = true;
    const run = this.#runTo(goal);
    try {
      waitForPictures(true);
      const { value: sample } = await run.samples.next();
      if (run !== this.#run) sample?.close();
      else if (sample) this.#take(run, sample);
      else this.#finish(run);
    } catch (error) {
      if (run === this.#run) this.#fail(error);
    } finally {
      waitForPictures(false);
    }
  }

  #runTo(goal: number): DecodeRun {
    const key = this.#keyOf(goal);
    if (this.#run?.leadsTo(goal, key) === true) return this.#run;
    this.#endRun();
    this.#run = new DecodeRun(this.#samples(this.#video.times[key] ?? 0), key);
    return this.#run;
  }

  #keyOf(index: number): number {
    return Math.max(0, this.#video.keys.lastIndexOf(1, index));
  }

  #take(run: DecodeRun, sample: VideoSample): void {
    const timestamp = decodedTimestamp(sample);
    sample.setTimestamp((timestamp + 0.5) / 1_000_000);
    const frame = sample.toVideoFrame();
    sample.close();
    const { times, path } = this.#video;
    const index = indexOfTimestamp(times.length, (at) => times[at] ?? Infinity, timestamp);
    const seconds = timestamp / 1_000_000;
    if (index < 0) {
      frame.close();
      // Before the first and after the last lies what an edit list cuts off.
      if (seconds > (times[0] ?? 0) && seconds < (times.at(-1) ?? 0))
        this.#over = new TraceError('frame-unlisted', { path, seconds });
      return;
    }
    this.#absent.delete(index);
    for (const absent of run.give(index)) this.#absent.add(absent);
    this.#tellNear(index, frame);
    const behind =
      (this.#focus - index) * this.#direction > (this.#jumped ? JUMPED_BEHIND : BEHIND) &&
      !this.#absent.has(this.#focus);
    const bytes = bytesOf(frame);
    const kept = { frame, bytes, close: () => frame.close() };
    if (behind) frame.close();
    else this.#cache.put(index, kept, limitFor(bytes));
    if (!this.#wanted && !this.#cache.get(index)) this.#full = true;
  }

  #serve(index: number, frame: VideoFrame): void {
    const picture = frame.clone();
    this.#wanted?.resolve(handOver({ index, picture }, [picture]));
    this.#wanted = undefined;
    this.#waits = false;
  }

  #tellNear(index: number, frame: VideoFrame): void {
    const now = performance.now();
    if (!this.#wanted || index === this.#wanted.index || now - this.#waitsSince < NEAR_AFTER) return;
    this.#waitsSince = now;
    this.#giveNear(index, frame.clone());
  }

  /** A key frame that was looked at. */
  #takeKey({ timestamp, picture }: KeyPicture): void {
    const { times } = this.#video;
    const index = indexOfTimestamp(times.length, (at) => times[at] ?? Infinity, timestamp);
    if (index >= 0 && this.#wanted) this.#giveNear(index, picture);
    else closeFrame(picture);
  }

  #giveNear(index: number, picture: NearFrame['picture']): void {
    const given = 'data' in picture ? picture.data.buffer : picture;
    void this.#page.near(handOver({ index, picture }, [given])).catch(() => closeFrame(picture));
  }

  /** The run has come to the end of the video. */
  #finish(run: DecodeRun): void {
    for (const absent of run.finish(this.#video.times.length)) this.#absent.add(absent);
    this.#endRun();
  }

  #fail(error: unknown): void {
    this.#endRun();
    const wanted = this.#wanted;
    if (!wanted) {
      // Decoding ahead: whoever asks for the frame hears of it.
      this.#full = true;
      return;
    }
    wanted.failures += 1;
    if (isPassing(error)) this.#reject(wanted, asTraceError(error));
    else if (wanted.failures > RETRIES)
      this.#reject(wanted, this.#failure(error instanceof Error ? error.message : String(error)));
  }

  #failure(reason: string): TraceError {
    return new TraceError('media-failed', { path: this.#video.path, reason });
  }

  #reject(wanted: Wanted, error: TraceError): void {
    this.#wanted = undefined;
    wanted.reject(error);
  }

  #endRun(): void {
    // Errors of a run that nobody needs are nobody's.
    this.#run?.samples.return().catch(() => undefined);
    if (this.#run) closeDecoders();
    this.#run = undefined;
  }
}

async function requireDecoder(track: InputVideoTrack, path: string): Promise<VideoDecoderConfig> {
  const config = await track.getDecoderConfig();
  // Not the library's own question: it says yes wherever somebody has registered a decoder.
  if (config && (await VideoDecoder.isConfigSupported(config)).supported === true) return config;
  const codec = (await track.getCodecParameterString()) ?? 'unknown';
  throw new TraceError('codec-unsupported', { path, codec });
}

function closeFrame(picture: NearFrame['picture']): void {
  if (!('data' in picture)) picture.close();
}

/** Bytes of pictures that may be kept where one takes `bytes`. */
function limitFor(bytes: number): number {
  return decodesInSoftware() ? KEPT_BYTES : bytes * POOLED;
}

/** Bytes of a decoded picture; an opaque one is taken for 4 bytes a pixel. */
function bytesOf(frame: VideoFrame): number {
  return frame.format === null ? frame.codedWidth * frame.codedHeight * 4 : frame.allocationSize();
}
