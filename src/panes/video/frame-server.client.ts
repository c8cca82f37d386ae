/** The frame server of a video in its worker. Browser only. */
import { TraceError } from '../../base/errors.ts';
import { connect, handOver, type Remote } from '../../base/rpc.ts';
import type { FrameTable } from '../../trace/frame-table.ts';
import { bytesForWorker, type MediaFile } from '../../trace/media-container.ts';
import type { NearFrame, Orientation, ServedFrame } from './frame-protocol.ts';
import type { FrameServer } from './frame-server.ts';

/** Gives decoded frames; see `FrameServer`. */
export interface FrameSupply {
  /** How its pictures are to be turned. */
  readonly orientation: Orientation;
  /** Rejects with `aborted` also where a newer call took its place, else with `media-failed`. */
  frame(index: number, signal: AbortSignal): Promise<ServedFrame>;
  /** Lets the pictures go that it keeps; it goes on when the next frame is asked for. */
  rest(): void;
  /** Ends the worker. */
  close(): void;
}

/** Milliseconds without a frame after which the worker is asked whether it lives, and for which it may be silent then. */
const PATIENCE = 3_000;

export interface SupplyOptions {
  /** Hears of a picture on the way; takes it over. */
  readonly onNear: (near: NearFrame) => void;
  readonly signal: AbortSignal;
}

/**
 * Starts a worker that decodes `file`. Rejects with `unsupported-here` where there is no WebCodecs (plain http, older
 * browsers), with `codec-unsupported` where it does not decode this, and with the errors of the file.
 */
export async function openFrameSupply(
  file: MediaFile,
  frames: FrameTable,
  { onNear, signal }: SupplyOptions,
): Promise<FrameSupply> {
  if (typeof VideoDecoder === 'undefined')
    throw new TraceError('unsupported-here', {
      what: `Decoding ${file.path} frame by frame`,
      reason: 'this page has no WebCodecs, which needs https or localhost and a recent browser',
    });
  const worker = new Worker(new URL('./video.worker.ts', import.meta.url), { type: 'module' });
  const server: Remote<FrameServer> = connect<FrameServer>(worker, {
    read: (start: number, end: number) => bytesForWorker(file, start, end, signal),
    near: onNear,
  });
  const { promise: broken, fail } = breakable();
  worker.addEventListener('error', ({ message }) =>
    fail(workerError(`failed: ${message || 'it did not load'}`)),
  );
  signal.addEventListener('abort', () => fail(signal.reason));
  const watched = <T>(answer: Promise<T>): Promise<T> => {
    const stop = watch(server, () => fail(workerError('is dead')));
    return Promise.race([answer, broken]).finally(stop);
  };
  /** Of a worker that was given up, nobody takes the picture any more. */
  const givenUp = ({ picture }: ServedFrame): void => {
    if (signal.aborted) picture.close();
  };
  const close = (): void => worker.terminate();
  signal.addEventListener('abort', close);
  try {
    const { path, size } = file;
    const video = { path, size, ...frames.copyColumns() };
    const orientation = await watched(server.open(handOver(video, [video.times.buffer, video.keys.buffer])));
    return {
      orientation,
      frame: (index, stop) => {
        const answer = server.frame(index, stop);
        answer.then(givenUp, () => undefined);
        return watched(answer);
      },
      // Of a worker that has failed, the next frame tells.
      rest: () => void server.rest().catch(() => undefined),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

function workerError(what: string): TraceError {
  return new TraceError('internal', { reason: `the video worker ${what}` });
}

/** A promise that only ever rejects, and whose rejection nobody needs to hear. */
function breakable(): { readonly promise: Promise<never>; readonly fail: (error: unknown) => void } {
  let fail: (error: unknown) => void = () => undefined;
  const promise = new Promise<never>((_, reject) => (fail = reject));
  promise.catch(() => undefined);
  return { promise, fail };
}

/** Asks the worker again and again whether it lives, since one whose process was killed tells nobody. Returns how to stop. */
function watch(server: Remote<FrameServer>, dead: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  let watching = true;
  const ask = (): void => {
    timer = setTimeout(() => {
      let answered = false;
      // Asked twice: after the machine slept, the timers are due before the answers that wait.
      const doubt = (then: () => void): void => {
        timer = setTimeout(() => {
          if (!answered) then();
        }, PATIENCE);
      };
      doubt(() => doubt(dead));
      void server.alive().then(() => {
        answered = true;
        clearTimeout(timer);
        if (watching) ask();
      });
    }, PATIENCE);
  };
  ask();
  return () => {
    watching = false;
    clearTimeout(timer);
  };
}
