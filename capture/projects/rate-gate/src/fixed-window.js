/** Lets `limit` requests a key through in each window of `windowMs`. */
export class FixedWindow {
  constructor({ limit, windowMs, now = Date.now }) {
    this.limit = limit;
    this.windowMs = windowMs;
    this.now = now;
    this.windows = new Map();
  }

  take(key) {
    const start = this.now() - (this.now() % this.windowMs);
    const window = this.windows.get(key);
    const taken = window?.start === start ? window.taken : 0;
    if (taken >= this.limit) return { allowed: false };
    this.windows.set(key, { start, taken: taken + 1 });
    return { allowed: true };
  }
}
