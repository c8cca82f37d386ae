import type { VideoSample } from 'mediabunny';
import { asTraceError, isPassing, TraceError } from '../../base/errors.ts';
import { handOver, type Remote } from '../../base/rpc.ts';
import { DecodeRun } from './decode-run.ts';
import { closeDecoders, decodedTimestamp, waitForPictures } from './decoder-times.ts';
import { FrameCache, type Picture } from './frame-cache.ts';
import {
  closePicture,
  type FrameServerPage,
  type NearFrame,
  type Orientation,
  type ServedFrame,
  type ServedVideo,
} from './frame-protocol.ts';
import { bytesOf, limitFor } from './kept-bytes.ts';
import { KeyPictures, type KeyPicture } from './key-pictures.ts';
import { openServed, type OpenedVideo } from './open-served.ts';
import { ServedTable } from './served-table.ts';
import { Steps, STRIDE } from './steps.ts';
import { Waiting } from './waiting.ts';

/** Frames that are decoded ahead of steps forwards: the next is decoded sooner than anybody steps. */
const AHEAD = 4;
/** Going back, the run that gives the frames before is begun when as few as these are left. */
const LEFT = 16;
/** After so many milliseconds without a wish the decoder is closed, and so many frames are kept on both sides of the last. */
const IDLE = 3_000;
const NEAR = 2;
/** A decoder that failed is tried so often again for a frame. */
const RETRIES = 1;

interface Wanted {
  readonly index: number;
  readonly resolve: (served: ServedFrame) => void;
  readonly reject: (error: TraceError) => void;
  failures: number;
}

/**
 * Gives decoded frames of one video by index, the newest request first. It keeps the decoder running and the frames
 * around the last one, so that a step costs nothing, and decodes on in the direction of the steps while nobody waits.
 * Where requests come faster than frames are decoded, it gives the key frames before them as pictures on the way.
 */
export class FrameServer {
  readonly #page: Pick<Remote<FrameServerPage>, 'read' | 'near'>;
  readonly #cache = new FrameCache<Picture & { readonly frame: VideoFrame }>();
  #table = new ServedTable();
  #opened: OpenedVideo | undefined;
  #keyPictures: KeyPictures | undefined;
  #run: DecodeRun | undefined;
  #wanted: Wanted | undefined;
  readonly #waiting = new Waiting();
  /** The key frame that was looked at last; -1: none. */
  #glanced = -1;
  /** Lets a look at a key frame end, since there is something newer to do. */
  #wake: () => void = () => undefined;
  readonly #steps = new Steps();
  #working = false;
  #idle: ReturnType<typeof setTimeout> | undefined;
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
    const opened = await openServed(video, (start, end) => this.#page.read(start, end));
    this.#opened = opened;
    this.#keyPictures = new KeyPictures({ ...opened, ...video }, (key) => this.#takeKey(key));
    this.#table = new ServedTable(video);
    return opened.orientation;
  }

  /**
   * Frame `index`. A newer call takes the place of one that waits. Rejects with `media-failed`, with `frame-unlisted` where
   * the video has frames that its table lacks, and with what the reading rejects with where that may pass.
   */
  frame(index: number, signal?: AbortSignal): Promise<ServedFrame> {
    this.#waiting.ask();
    this.#giveUp();
    this.#steps.goTo(index);
    this.#full = false;
    this.#cache.focus(index, this.#steps.direction);
    // After a jump nobody steps among the frames of before: to keep them would fill the memory of each place with another's.
    this.#cache.keepNear(STRIDE);
    return new Promise<ServedFrame>((resolve, reject) => {
      const wanted: Wanted = { index, resolve, reject, failures: 0 };
      this.#wanted = wanted;
      signal?.addEventListener('abort', () => {
        if (this.#wanted === wanted) this.#giveUp();
      });
      const goal = this.#goal();
      if (this.#run && goal !== undefined && !this.#run.leadsTo(goal, this.#table.keyBefore(goal)))
        this.#endRun();
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
    this.#opened?.close();
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
    try {
      for (let goal = this.#goal(); goal !== undefined; goal = this.#goal())
        await (this.#rushesTo(goal) ? this.#glance(goal) : this.#advance(goal));
    } catch (error) {
      this.#drop(error);
    } finally {
      this.#working = false;
      this.#idle = setTimeout(() => this.#slacken(), IDLE);
    }
  }

  /** What is kept may be what failed: the next wish begins anew. */
  #drop(error: unknown): void {
    this.#endRun();
    this.#cache.clear();
    if (this.#wanted) this.#reject(this.#wanted, this.#failure(reasonOf(error)));
  }

  /** What a first step takes stays; the decoder's own pictures are as many again. */
  #slacken(): void {
    this.#endRun();
    this.#cache.keepNear(NEAR);
  }

  /** Another frame will be wanted before this one is decoded, as far as one can tell. */
  #rushesTo(goal: number): boolean {
    const key = this.#table.keyBefore(goal);
    return this.#waiting.hurries && key !== this.#glanced && this.#run?.leadsTo(goal, key) !== true;
  }

  /** Looks at the key frame before `goal`, until its picture was told, or something newer is wanted. */
  async #glance(goal: number): Promise<void> {
    const key = this.#table.keyBefore(goal);
    this.#glanced = key;
    if (this.#opened) this.#opened.blocks.readsOn = false;
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
    this.#cache.focus(index, this.#steps.direction);
    const picture = this.#cache.get(index);
    if (!picture) return index;
    this.#serve(index, picture.frame);
    return this.#ahead();
  }

  /** The nearest frame that is not there in the direction of the steps, as far as it would be kept. */
  #ahead(): number | undefined {
    const { focus, direction } = this.#steps;
    const held = this.#cache.get(focus);
    if (!held || this.#full) return undefined;
    const room = Math.floor(limitFor(held.bytes) / held.bytes) - 1;
    const missing = this.#cache.missingFrom(focus, direction);
    const enough = Math.min(direction > 0 ? AHEAD : LEFT, room / 2);
    if (missing < 0 || missing >= this.#table.count || this.#absent.has(missing)) return undefined;
    return Math.abs(missing - focus) > enough ? undefined : missing;
  }

  /** Lets the run go one picture further towards `goal`, or begins the run that leads there. */
  async #advance(goal: number): Promise<void> {
    if (this.#opened) this.#opened.blocks.readsOn = true;
    const run = this.#runTo(goal);
    try {
      waitForPictures(true);
      const { value: sample } = await run.samples.next();
      if (run !== this.#run) sample?.close();
      else if (sample) this.#take(run, sample);
      else {
        for (const absent of run.finish(this.#table.count)) this.#absent.add(absent);
        this.#endRun();
      }
    } catch (error) {
      if (run === this.#run) this.#fail(error);
    } finally {
      waitForPictures(false);
    }
  }

  #runTo(goal: number): DecodeRun {
    const key = this.#table.keyBefore(goal);
    if (this.#run?.leadsTo(goal, key) === true) return this.#run;
    this.#endRun();
    if (!this.#opened) throw new TraceError('internal', { reason: 'the frame server is not open' });
    this.#run = new DecodeRun(this.#opened.samples(this.#table.secondsAt(key)), key);
    return this.#run;
  }

  #take(run: DecodeRun, sample: VideoSample): void {
    const { timestamp, frame } = frameOf(sample);
    let isKept = false;
    try {
      isKept = this.#keeps(run, timestamp, frame);
    } finally {
      if (!isKept) frame.close();
    }
  }

  /** Whether the cache has taken the frame over. */
  #keeps(run: DecodeRun, timestamp: number, frame: VideoFrame): boolean {
    const index = this.#table.indexOf(timestamp);
    if (index < 0) {
      const seconds = timestamp / 1_000_000;
      if (this.#table.spans(seconds))
        this.#over = new TraceError('frame-unlisted', { path: this.#table.path, seconds });
      return false;
    }
    this.#absent.delete(index);
    for (const absent of run.give(index)) this.#absent.add(absent);
    this.#tellNear(index, frame);
    const behind = this.#steps.leavesBehind(index) && !this.#absent.has(this.#steps.focus);
    const bytes = bytesOf(frame);
    if (!behind) this.#cache.put(index, { frame, bytes, close: () => frame.close() }, limitFor(bytes));
    if (!this.#wanted && !this.#cache.get(index)) this.#full = true;
    return !behind;
  }

  #serve(index: number, frame: VideoFrame): void {
    const picture = frame.clone();
    this.#wanted?.resolve(handOver({ index, picture }, [picture]));
    this.#wanted = undefined;
    this.#waiting.end();
  }

  #tellNear(index: number, frame: VideoFrame): void {
    if (this.#wanted && index !== this.#wanted.index && this.#waiting.isLong())
      this.#giveNear(index, frame.clone());
  }

  /** A key frame that was looked at. */
  #takeKey({ timestamp, picture }: KeyPicture): void {
    const index = this.#table.indexOf(timestamp);
    if (index >= 0 && this.#wanted) this.#giveNear(index, picture);
    else closePicture(picture);
  }

  #giveNear(index: number, picture: NearFrame['picture']): void {
    const given = 'data' in picture ? picture.data.buffer : picture;
    void this.#page.near(handOver({ index, picture }, [given])).catch(() => closePicture(picture));
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
    else if (wanted.failures > RETRIES) this.#reject(wanted, this.#failure(reasonOf(error)));
  }

  #failure(reason: string): TraceError {
    return new TraceError('media-failed', { path: this.#table.path, reason });
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

/** The sample's frame, with its decoder's own timestamp; the sample is closed. */
function frameOf(sample: VideoSample): { readonly timestamp: number; readonly frame: VideoFrame } {
  try {
    const timestamp = decodedTimestamp(sample);
    sample.setTimestamp((timestamp + 0.5) / 1_000_000);
    return { timestamp, frame: sample.toVideoFrame() };
  } finally {
    sample.close();
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
