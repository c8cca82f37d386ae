/** Reads and plays terminal recordings without keeping the page from its work. Browser only. */
import { TraceError } from '../base/errors.ts';
import { connect, handOver, type Remote } from '../base/rpc.ts';
import type { TerminalPlayer, TerminalReader } from './terminal-player.ts';
import type { TerminalService } from './terminal-service.ts';

/** Pieces that are on their way to the worker at a time. */
const AHEAD = 4;

/** A reader whose recordings share one worker, which starts with the first and ends with `signal`. */
export function terminalWorker(signal: AbortSignal): TerminalReader {
  let shared: Service | undefined;
  let count = 0;
  return async (path, stream, { onDigest, onBlank, onProgress }) => {
    signal.throwIfAborted();
    shared ??= startService(signal);
    const { service, broken } = shared;
    const number = (count += 1);
    const read = async () => {
      await service.begin(number, path);
      await send(stream, (piece) => service.push(number, piece).then(onProgress), signal);
      if (await service.isBlank(number)) onBlank();
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
  return { service: connect<TerminalService>(worker), broken };
}

async function send(
  stream: ReadableStream<Uint8Array>,
  push: (piece: Uint8Array) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const sent: Promise<void>[] = [];
  for await (const bytes of stream as unknown as AsyncIterable<Uint8Array>) {
    signal.throwIfAborted();
    // Copied: the source may keep its own bytes, and handing them over would take them away.
    const piece = bytes.slice();
    const taken = push(handOver(piece, [piece.buffer]));
    // Heard when its turn comes.
    taken.catch(() => undefined);
    sent.push(taken);
    if (sent.length > AHEAD) await sent.shift();
  }
  await Promise.all(sent);
}
