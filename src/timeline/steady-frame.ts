import type { FramePlace, Readable } from './FrameReadout.tsx';

/** Milliseconds that a proven frame stays told while the next is on its way. */
const GRACE = 100;

/**
 * The frame as people read it: while the next one is on its way for a moment, still the one that is on the screen. Else
 * each step would flash "unverified" between two proven frames. `standing`: time does; while it runs, nothing is proven.
 */
export function steadyFrame(
  frame: Readable<FramePlace | undefined>,
  standing: () => boolean,
): Readable<FramePlace | undefined> {
  let told = frame.getState();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    timer = undefined;
    const next = frame.getState();
    if (next === told) return;
    told = next;
    for (const listener of listeners) listener();
  };
  const look = (): void => {
    const next = frame.getState();
    if (standing() && next?.exact === false && told?.exact === true) {
      timer ??= setTimeout(tell, GRACE);
      return;
    }
    clearTimeout(timer);
    tell();
  };
  let stop: (() => void) | undefined;
  return {
    getState: () => told,
    subscribe(listener) {
      listeners.add(listener);
      if (!stop) {
        stop = frame.subscribe(look);
        look();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearTimeout(timer);
        timer = undefined;
        stop?.();
        stop = undefined;
      };
    },
  };
}
