import {
  ALL_FORMATS,
  CustomSource,
  Input,
  VideoSampleSink,
  type InputVideoTrack,
  type VideoSample,
} from 'mediabunny';
import { asTraceError, TraceError } from '../../base/errors.ts';
import { handOver, type Remote } from '../../base/rpc.ts';
import { lastAtMost } from '../../base/search-sorted.ts';
import { decodesInSoftware, keepDecoderTimes } from './decoder-times.ts';
import { FrameCache, type Picture } from './frame-cache.ts';

/** What the page answers to its frame server. */
export interface FrameServerPage {
  /** Bytes [start, end) of the file. */
  read(start: number, end: number): Promise<Uint8Array>;
  /** A picture on the way to one that takes a while. */
  near(served: ServedFrame): void;
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

/** Bytes of decoded pictures that are kept: 60 of 1080p. */
const KEPT_BYTES = 192_000_000;
/** Pictures that are kept of a decoder with a pool of them. */
const POOLED = 4;
/** Frames that are decoded ahead of steps forwards. */
const AHEAD = 8;
/** Going back, the run that gives the frames before is begun when as few as these are left. */
const LEFT = 16;
/** Milliseconds without a new picture after which one on the way is shown. */
const NEAR_AFTER = 100;
/** By so much a timestamp in microseconds may differ for reasons of rounding. */
const ROUNDING = 1;
/** A decoder that failed is tried so often again for a frame. */
const RETRIES = 1;

interface Wanted {
  readonly index: number;
  readonly resolve: (served: ServedFrame) => void;
  readonly reject: (error: unknown) => void;
  failures: number;
}

/** One decoding from a key frame on. */
interface Run {
  readonly samples: AsyncGenerator<VideoSample, void>;
  /** Index of the frame at which it began to give pictures. */
  readonly start: number;
  /** The last index that it gave; `start` - 1 before. */
  at: number;
}

/**
 * Gives decoded frames of one video by index, the newest request first. It keeps the decoder running and the frames
 * around the last one, so that a step costs nothing, and decodes on in the direction of the steps while nobody waits.
 */
export class FrameServer {
  readonly #page: Pick<Remote<FrameServerPage>, 'read' | 'near'>;
  readonly #cache = new FrameCache<Picture & { readonly frame: VideoFrame }>();
  #video: ServedVideo | undefined;
  #input: Input | undefined;
  #startRun: (seconds: number) => AsyncGenerator<VideoSample, void> = () => {
    throw new TraceError('internal', { reason: 'the frame server is not open' });
  };
  #run: Run | undefined;
  #wanted: Wanted | undefined;
  #focus = -1;
  #direction: 1 | -1 = 1;
  #working = false;
  /** When somebody began to wait, or was last given a picture on the way. */
  #waitsSince = 0;
  /** Frames of the table that the decoder gives no picture for. */
  readonly #absent = new Set<number>();
  #closed = false;

  constructor(page: Pick<Remote<FrameServerPage>, 'read' | 'near'>) {
    this.#page = page;
  }

  /** Rejects with `codec-unsupported` where this browser decodes no such video, and with `format-broken`. */
  async open(video: ServedVideo): Promise<Orientation> {
    keepDecoderTimes();
    const source = new CustomSource({
      getSize: () => video.size,
      read: (start, end) => this.#page.read(start, end),
      prefetchProfile: 'network',
    });
    this.#input = new Input({ formats: ALL_FORMATS, source });
    this.#video = video;
    const track = await this.#input.getPrimaryVideoTrack();
    if (!track)
      throw new TraceError('format-broken', {
        path: video.path,
        format: 'video',
        reason: 'no picture track',
      });
    await requireDecoder(track, video.path);
    const sink = new VideoSampleSink(track);
    this.#startRun = (seconds) => sink.samples(seconds);
    return { rotation: await track.getRotation(), flip: await track.getFlip() };
  }

  /** Frame `index`. A newer call takes the place of one that waits. Rejects with `media-failed`. */
  frame(index: number, signal?: AbortSignal): Promise<ServedFrame> {
    if (!this.#wanted) this.#waitsSince = performance.now();
    this.#giveUp();
    if (index !== this.#focus) this.#direction = index < this.#focus ? -1 : 1;
    this.#focus = index;
    this.#cache.focus(index, this.#direction);
    return new Promise<ServedFrame>((resolve, reject) => {
      const wanted: Wanted = { index, resolve, reject, failures: 0 };
      this.#wanted = wanted;
      signal?.addEventListener('abort', () => {
        if (this.#wanted === wanted) this.#giveUp();
      });
      void this.#work();
    });
  }

  /** Answers as long as the worker lives. */
  alive(): true {
    return true;
  }

  close(): void {
    this.#closed = true;
    this.#giveUp();
    this.#endRun();
    this.#cache.clear();
    this.#input?.dispose();
  }

  #giveUp(): void {
    this.#wanted?.reject(new TraceError('aborted', {}));
    this.#wanted = undefined;
  }

  /** One at a time: decodes a picture, looks again what is wanted, until nothing is. */
  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    for (let goal = this.#goal(); goal !== undefined; goal = this.#goal()) await this.#advance(goal);
    this.#working = false;
  }

  /** The frame to decode next; undefined where all that may be wanted is there. */
  #goal(): number | undefined {
    if (this.#closed || !this.#video) return undefined;
    if (this.#wanted) {
      const { index } = this.#wanted;
      const picture = this.#cache.get(index);
      if (picture) this.#serve(index, picture.frame);
      else if (this.#absent.has(index)) this.#serveBefore(this.#wanted);
      else return index;
    }
    return this.#wanted ? this.#wanted.index : this.#ahead();
  }

  /** The nearest frame that is not there in the direction of the steps, as far as it would be kept. */
  #ahead(): number | undefined {
    const { times } = this.#video ?? { times: new Float64Array() };
    const held = this.#cache.get(this.#focus);
    if (!held) return undefined;
    const room = Math.floor(this.#limit() / held.bytes) - 1;
    const missing = this.#cache.missingFrom(this.#focus, this.#direction);
    const far = Math.abs(missing - this.#focus);
    const enough = Math.min(this.#direction > 0 ? AHEAD : LEFT, room / 2);
    if (missing < 0 || missing >= times.length || far > enough || this.#absent.has(missing)) return undefined;
    return missing;
  }

  /** Lets the run go one picture further towards `goal`, or begins the run that leads there. */
  async #advance(goal: number): Promise<void> {
    try {
      const run = this.#runTo(goal);
      const { value: sample } = await run.samples.next();
      if (this.#closed) sample?.close();
      else if (sample) this.#take(run, sample);
      else this.#finish(run);
    } catch (error) {
      this.#fail(error);
    }
  }

  #runTo(goal: number): Run {
    const key = this.#keyOf(goal);
    const run = this.#run;
    // A run that gave nothing yet goes on until it has: else fast changes of mind would never show anything.
    if (run && (run.at < run.start || (run.at < goal && run.at >= key - AHEAD))) return run;
    this.#endRun();
    const start = { samples: this.#startRun(this.#video?.times[key] ?? 0), start: key, at: key - 1 };
    this.#run = start;
    return start;
  }

  #keyOf(index: number): number {
    const { keys } = this.#video ?? { keys: new Uint8Array() };
    return Math.max(0, keys.lastIndexOf(1, index));
  }

  #take(run: Run, sample: VideoSample): void {
    const frame = sample.toVideoFrame();
    sample.close();
    const index = this.#indexOf(frame.timestamp);
    if (index < 0) {
      // Of no frame of the table: of one that is never shown, before the start.
      frame.close();
      run.at = Math.max(run.at, run.start);
      return;
    }
    this.#pass(run, index);
    this.#tellNear(index, frame);
    const kept = { frame, bytes: bytesOf(frame), close: () => frame.close() };
    this.#cache.put(index, kept, this.#limit());
  }

  /** The frame of the table whose timestamp this is; -1 where there is none. */
  #indexOf(timestamp: number): number {
    const { times } = this.#video ?? { times: new Float64Array() };
    const index = lastAtMost(
      times.length,
      (at) => Math.trunc((times[at] ?? 0) * 1_000_000),
      timestamp + ROUNDING,
    );
    const found = Math.trunc((times[index] ?? Infinity) * 1_000_000);
    return Math.abs(found - timestamp) <= ROUNDING ? index : -1;
  }

  #limit(): number {
    const held = this.#cache.get(this.#focus);
    return decodesInSoftware() || !held ? KEPT_BYTES : held.bytes * POOLED;
  }

  #serve(index: number, frame: VideoFrame): void {
    const picture = frame.clone();
    this.#wanted?.resolve(handOver({ index, picture }, [picture]));
    this.#wanted = undefined;
  }

  #tellNear(index: number, frame: VideoFrame): void {
    const now = performance.now();
    if (!this.#wanted || index === this.#wanted.index || now - this.#waitsSince < NEAR_AFTER) return;
    this.#waitsSince = now;
    const picture = frame.clone();
    void this.#page.near(handOver({ index, picture }, [picture])).catch(() => picture.close());
  }

  /** The run has come to frame `index`: what lies between it did not give, since pictures come in their order. */
  #pass(run: Run, index: number): void {
    for (let absent = run.at + 1; absent < index; absent += 1) this.#absent.add(absent);
    run.at = Math.max(run.at, index);
  }

  /** In place of a frame that the decoder does not give: the one before it stays on screen. */
  #serveBefore(wanted: Wanted): void {
    let index = wanted.index - 1;
    while (this.#absent.has(index)) index -= 1;
    const picture = this.#cache.get(index);
    if (picture) this.#serve(index, picture.frame);
    else this.#reject(wanted, 'the decoder gives no picture for it');
  }

  /** The run has come to the end of the video. */
  #finish(run: Run): void {
    this.#pass(run, this.#video?.times.length ?? 0);
    this.#endRun();
  }

  #fail(error: unknown): void {
    this.#endRun();
    const wanted = this.#wanted;
    if (!wanted) {
      // Decoding ahead: whoever asks for the frame hears of it.
      this.#focus = -1;
      return;
    }
    wanted.failures += 1;
    if (wanted.failures > RETRIES) this.#reject(wanted, asTraceError(error).message);
  }

  #reject(wanted: Wanted, reason: string): void {
    this.#wanted = undefined;
    wanted.reject(new TraceError('media-failed', { path: this.#video?.path ?? '', reason }));
  }

  #endRun(): void {
    // It closes its decoder and what that holds; errors of a run that nobody needs are nobody's.
    this.#run?.samples.return().catch(() => undefined);
    this.#run = undefined;
  }
}

async function requireDecoder(track: InputVideoTrack, path: string): Promise<void> {
  if (await track.canDecode()) return;
  const codec = (await track.getCodecParameterString()) ?? 'unknown';
  throw new TraceError('codec-unsupported', { path, codec });
}

/** Bytes of a decoded picture; an opaque one is taken for 4 bytes a pixel. */
function bytesOf(frame: VideoFrame): number {
  return frame.format === null ? frame.codedWidth * frame.codedHeight * 4 : frame.allocationSize();
}
