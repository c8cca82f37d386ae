/** Reads and plays terminal recordings without keeping the page from its work. Browser only. */
import { TraceError } from '../base/errors.ts';
import { connect, type Remote } from '../base/rpc.ts';
import { nextPiece } from '../bundle/piece-relay.ts';
import { told } from './file-bytes.ts';
import type { TerminalPlayer, TerminalReader } from './terminal-player.ts';
import type { TerminalPage, TerminalService } from './terminal-service.ts';

/** A reader whose recordings share one worker, which starts with the first and ends with `signal`. */
export function terminalWorker(signal: AbortSignal): TerminalReader {
  let shared: Service | undefined;
  let count = 0;
  return async (path, bytes, { onDigest, onBlank, onProgress }) => {
    signal.throwIfAborted();
    shared ??= startService(signal);
    const { service, coming, broken } = shared;
    const number = (count += 1);
    const read = async () => {
      const pieces = told(bytes, { onProgress, signal });
      coming.set(number, pieces);
      try {
        if (!(await service.read(number, path, bytes.packing, signal))) onBlank();
      } finally {
        coming.delete(number);
        // Lets go of the file where it was not read to its end.
        void pieces.return().catch(() => undefined);
      }
      try {
        return await service.end(number);
      } finally {
        // Nobody waits for it; where the worker ends before, nobody needs it.
        service.digest(number).then(onDigest, () => undefined);
      }
    };
    const columns = await Promise.race([read(), broken]);
    const never = new AbortController().signal;
    const player: TerminalPlayer = {
      texts: (start, end) => Promise.race([service.texts(number, start, end), broken]),
      screenAt: (chunks, stop = never) => Promise.race([service.screenAt(number, chunks, stop), broken]),
      scrolledAt: (chunks, stop = never) => Promise.race([service.scrolledAt(number, chunks, stop), broken]),
    };
    return { columns, player };
  };
}

interface Service {
  readonly service: Remote<TerminalService>;
  /** By number: the bytes of what is being read. */
  readonly coming: Map<number, AsyncGenerator<Uint8Array, void>>;
  /** Rejects when the worker fails, and when it is ended. */
  readonly broken: Promise<never>;
}

function startService(signal: AbortSignal): Service {
  const worker = new Worker(new URL('./terminal.worker.ts', import.meta.url), { type: 'module' });
  const broken = new Promise<never>((_, reject) => {
    worker.onerror = ({ message }) =>
      reject(
        new TraceError('internal', { reason: `the terminal worker failed: ${message || 'it did not load'}` }),
      );
    const stop = (): void => {
      worker.terminate();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  // Heard by those who wait for something; where nobody does, nothing is lost.
  broken.catch(() => undefined);
  const coming: Service['coming'] = new Map();
  const page: TerminalPage = {
    next: async (number) => {
      const pieces = coming.get(number);
      return pieces && nextPiece(pieces);
    },
  };
  return { service: connect<TerminalService>(worker, page), coming, broken };
}
