/** What a page with a batch shows when. All of it runs in the page. */

/** The next key that is pressed, and what is waited for after it. */
interface Awaited {
  /** Milliseconds from the key to the paint in which it was there. */
  readonly after: Promise<number>;
}

export interface BatchWatch {
  /** Milliseconds since the navigation began at which the list was painted; NaN: it was not yet. */
  list: number;
  /** The longest time that the main thread was busy at one go since this was last set to 0. */
  longest: number;
  /** Waits for so many traces in the list after the next key. */
  shows(count: number): void;
  /** Waits for the first exact frame of another trace after the next key. */
  opens(): void;
  awaited: Awaited | undefined;
}

declare global {
  interface Window {
    batchWatch: BatchWatch;
  }
}

/** Runs before the page's own scripts. */
export function watchBatch(): void {
  /** In a task of its own behind the paint of this frame. */
  const painted = (then: () => void): void => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(undefined);
  };
  const afterKey = (there: () => boolean): Awaited => ({
    after: new Promise((resolve) => {
      const onKey = (event: KeyboardEvent): void => {
        const { timeStamp } = event;
        const look = (): void => {
          if (there()) painted(() => resolve(performance.now() - timeStamp));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      };
      addEventListener('keydown', onKey, { capture: true, once: true });
    }),
  });
  const counted = (): number =>
    Number.parseInt(
      document
        .querySelector('section[aria-label="Traces"] [role="status"]')
        ?.textContent.replaceAll(',', '') ?? '',
      10,
    );
  const watch: BatchWatch = {
    list: NaN,
    longest: 0,
    awaited: undefined,
    shows(count) {
      watch.awaited = afterKey(() => counted() === count);
    },
    opens() {
      // What is open stays until the other one is there, whose picture comes later.
      let isOther = false;
      watch.awaited = afterKey(() => {
        let exact: boolean | null;
        try {
          exact = window.playhead.state().exact;
        } catch {
          exact = false;
        }
        if (exact !== true) isOther = true;
        return isOther && exact === true;
      });
    },
  };
  window.batchWatch = watch;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watch.longest = Math.max(watch.longest, duration);
  }).observe({ type: 'longtask', buffered: true });
  const look = (): void => {
    if (document.querySelector('[role="option"]')) painted(() => (watch.list = performance.now()));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
