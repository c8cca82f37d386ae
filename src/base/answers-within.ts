/** Milliseconds between an answer and the next question. */
const ASKED_EACH = 500;

/**
 * Rejects with what `late` gives once something that could answer at first has given no answer for `millis`: what runs
 * there has no end that could be waited for. Never resolves; asks no more when `signal` is aborted. A question that is
 * refused ends it, too: whoever works there will say why.
 */
export function answersWithin(
  millis: number,
  ask: () => Promise<unknown>,
  late: () => Error,
  signal: AbortSignal,
): Promise<never> {
  return new Promise((_, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = (): void => {
      clearTimeout(timer);
      if (signal.aborted) return;
      timer = setTimeout(() => {
        timer = setTimeout(() => reject(late()), millis);
        void ask().then(again, stop);
      }, ASKED_EACH);
    };
    const stop = (): void => clearTimeout(timer);
    signal.addEventListener('abort', stop, { once: true });
    // It may take long to load.
    void ask().then(again, stop);
  });
}
