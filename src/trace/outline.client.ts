/**
 * The one outline of a voice, shared by all who draw it. Browser only.
 *
 *   const outline = outlineOf(layer);                 // always the same object for a layer
 *   const forget = outline.subscribe(() => draw(outline.getState()));
 *   outline.start();                                  // no harm where it is there, or on its way
 *
 * The one in the bundle is taken where there is one; else the sound is decoded in a worker, which ends when the last
 * listener has gone. What is ready stays.
 */
import { asTraceError, type TraceError } from '../base/errors.ts';
import type { Layer, TraceLayer } from './layers.ts';
import { computePeaks } from './peaks.client.ts';
import type { PeakOptions, Peaks } from './peaks.ts';
import type { Voice } from './trace.ts';

export type OutlineState =
  /** Nobody asked for it yet, or nobody waits for it any more. */
  | { readonly status: 'idle' }
  /** Looking for the one in the bundle: a moment. */
  | { readonly status: 'reading' }
  /** `done`: the part that is computed, in whole percent. */
  | { readonly status: 'computing'; readonly done: number }
  | { readonly status: 'ready'; readonly peaks: Peaks }
  | { readonly status: 'failed'; readonly error: TraceError };

const IDLE: OutlineState = { status: 'idle' };
const READING: OutlineState = { status: 'reading' };

/** By what the manifest says of a layer: under a corrected clock it sounds the same. */
const outlines = new WeakMap<Layer, Outline>();

/** The outline of a layer's sound. */
export function outlineOf(layer: TraceLayer<Voice>): Outline {
  const known = outlines.get(layer.layer);
  if (known) return known;
  const outline = new Outline(layer);
  outlines.set(layer.layer, outline);
  return outline;
}

type Compute = (file: Awaited<ReturnType<Voice['file']>>, options: PeakOptions) => Promise<Peaks>;

/** See the top of the file. Use `outlineOf`: two of one layer would decode its sound twice. */
export class Outline {
  readonly #layer: Pick<TraceLayer<Voice>, 'content'>;
  readonly #compute: Compute;
  readonly #listeners = new Set<() => void>();
  #state = IDLE;
  /** Ends what runs. */
  #abort: AbortController | undefined;

  constructor(layer: Pick<TraceLayer<Voice>, 'content'>, compute: Compute = computePeaks) {
    this.#layer = layer;
    this.#compute = compute;
  }

  /** A new object after each change, so that it can serve as a snapshot. */
  readonly getState = (): OutlineState => this.#state;

  /** Tells of each change. When the last listener leaves before it is ready, the work ends. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  };

  /** Begins, unless it is ready or on its way; after a failure it tries again. Call it after `subscribe`. */
  start(): void {
    if (this.#state.status === 'ready' || this.#abort) return;
    const abort = new AbortController();
    this.#abort = abort;
    this.#set(READING);
    this.#find(abort.signal).then(
      (peaks) => this.#finish(abort, { status: 'ready', peaks }),
      (error: unknown) => this.#finish(abort, { status: 'failed', error: asTraceError(error) }),
    );
  }

  async #find(signal: AbortSignal): Promise<Peaks> {
    const voice = await this.#layer.content.get();
    const shipped = await voice.shippedOutline(signal);
    if (shipped) return shipped;
    signal.throwIfAborted();
    const file = await voice.file(signal);
    signal.throwIfAborted();
    let told = -1;
    const onProgress = (part: number): void => {
      const done = Math.floor(part * 100);
      if (signal.aborted || done === told) return;
      told = done;
      this.#set({ status: 'computing', done });
    };
    onProgress(0);
    return this.#compute(file, { signal, onProgress });
  }

  #finish(abort: AbortController, state: OutlineState): void {
    // Stopped meanwhile, and perhaps begun anew: this result is nobody's.
    if (this.#abort !== abort) return;
    this.#abort = undefined;
    this.#set(state);
  }

  #stop(): void {
    if (!this.#abort) return;
    this.#abort.abort();
    this.#abort = undefined;
    this.#set(IDLE);
  }

  #set(state: OutlineState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}
