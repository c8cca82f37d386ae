/** Bytes of a file on their way from the page, which has the bundle, to a worker, which asks for them. */
import { handOver } from '../base/rpc.ts';

/** Bytes that are sent at once, where they come fast enough. */
const PIECE = 256 * 1024;

/** The page's side: the next bytes, some pieces at once, which are the worker's then. undefined after the last. */
export async function nextPiece(pieces: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> {
  // A copy in any case: the source may keep its own bytes, and handing them over would take them away.
  let bytes = new Uint8Array(PIECE);
  let length = 0;
  while (length < PIECE) {
    const step = await pieces.next();
    if (step.done === true) break;
    const end = length + step.value.length;
    if (end > bytes.length) {
      const larger = new Uint8Array(end);
      larger.set(bytes.subarray(0, length));
      bytes = larger;
    }
    bytes.set(step.value, length);
    length = end;
  }
  return length === 0 ? undefined : handOver(bytes.subarray(0, length), [bytes.buffer]);
}

/** The worker's side: all bytes, of which the next are asked for before they are wanted. Rejects with the signal's reason. */
export async function* relayed(
  ask: () => Promise<Uint8Array | undefined>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  let next = ask();
  for (;;) {
    const piece = await next;
    signal.throwIfAborted();
    if (!piece) return;
    next = ask();
    // Where the reader gives up before it asks again, nobody waits for it.
    next.catch(() => undefined);
    yield piece;
  }
}
