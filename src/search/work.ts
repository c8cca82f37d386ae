/** Long work, in turns between which a worker can answer. */

/** Work that may be interrupted wherever it yields. */
export type Work<R = void> = Generator<undefined, R>;

/** Longest turn, in milliseconds. */
const TURN = 12;

/** Runs `work` to its end. Rejects with the signal's reason once that is aborted. */
export async function inTurns<R>(work: Work<R>, signal?: AbortSignal): Promise<R> {
  let started = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - started < TURN) continue;
    await nextTurn();
    signal?.throwIfAborted();
    started = performance.now();
  }
}

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

/** After the messages that have come meanwhile. Timers would wait for some milliseconds. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(undefined);
  });
}
