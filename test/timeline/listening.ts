import type { Transport } from '../../src/timeline/clock.ts';

/** Counts who listens to a clock, and how often they are told. */
export function countListeners(clock: Transport): () => number {
  let listening = 0;
  const subscribe = clock.subscribe.bind(clock);
  Object.assign(clock, {
    subscribe: (listener: () => void) => {
      listening += 1;
      const leave = subscribe(listener);
      return () => {
        listening -= 1;
        leave();
      };
    },
  });
  return () => listening;
}

/** Two, so that what was scheduled in the first is done. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}
