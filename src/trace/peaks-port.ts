/** What the page and the peak worker say to each other. The worker has no bundle: it asks the page for bytes. */
import { asTraceError, type ErrorCode } from '../base/errors.ts';
import { readPeaks, type Peaks } from './peaks.ts';

export type ToPeakWorker =
  | { readonly kind: 'start'; readonly path: string; readonly size: number }
  /** The answer to the `read` of that number. */
  | { readonly kind: 'bytes'; readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> };

export type FromPeakWorker =
  | { readonly kind: 'read'; readonly id: number; readonly start: number; readonly end: number }
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'done'; readonly peaks: Peaks }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly details: unknown };

/** The worker's own end of the line. */
export interface PeakPort {
  postMessage(message: FromPeakWorker, options?: { readonly transfer: Transferable[] }): void;
  onmessage: ((event: MessageEvent<ToPeakWorker>) => unknown) | null;
}

/** Computes the peaks of the one file that it is told of. A read that fails never answers: the page ends the worker. */
export function servePeaks(port: PeakPort): void {
  const waiting = new Map<number, (bytes: Uint8Array) => void>();
  let count = 0;
  const read = (start: number, end: number): Promise<Uint8Array> => {
    const id = (count += 1);
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      port.postMessage({ kind: 'read', id, start, end });
    });
  };
  const compute = async (path: string, size: number): Promise<void> => {
    try {
      const onProgress = (done: number): void => port.postMessage({ kind: 'progress', done });
      const peaks = await readPeaks({ path, size, read }, { onProgress });
      port.postMessage({ kind: 'done', peaks }, { transfer: [peaks.min.buffer, peaks.max.buffer] });
    } catch (error) {
      const { code, details } = asTraceError(error);
      port.postMessage({ kind: 'failed', code, details });
    }
  };
  port.onmessage = ({ data }) => {
    if (data.kind === 'start') {
      void compute(data.path, data.size);
      return;
    }
    waiting.get(data.id)?.(data.bytes);
    waiting.delete(data.id);
  };
}
