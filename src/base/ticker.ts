/** Where animation frames and wall time come from; tests drive their own. */
export interface Ticker {
  /** Wall time in milliseconds. */
  now(): number;
  /** Calls in the coming animation frame; in a page that is hidden, which has none, some time later. */
  request(callback: () => void): number;
  cancel(handle: number): void;
  /** False while the page is hidden: nobody sees what is drawn. */
  readonly seen: boolean;
  /** Calls whenever `seen` may have changed, at once; returns how to stop. */
  watch(changed: () => void): () => void;
}

/** Milliseconds between two calls in a hidden page; browsers make more of it. */
const HIDDEN_TICK = 250;
/** What tells that the page is hidden or seen again; not every browser has all of them after going back to a page. */
const EVENTS = ['visibilitychange', 'resume', 'pageshow'] as const;

export const pageTicker: Ticker = {
  now: () => performance.now(),
  // A timer's handle is the negative of its own: the two kinds count apart.
  request: (callback) =>
    document.hidden ? -window.setTimeout(callback, HIDDEN_TICK) : requestAnimationFrame(callback),
  cancel: (handle) => {
    if (handle < 0) clearTimeout(-handle);
    else cancelAnimationFrame(handle);
  },
  get seen() {
    return !document.hidden;
  },
  watch: (changed) => {
    // In the capture phase the window hears those of the document too.
    for (const event of EVENTS) window.addEventListener(event, changed, true);
    return () => {
      for (const event of EVENTS) window.removeEventListener(event, changed, true);
    };
  },
};
