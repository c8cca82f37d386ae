/** Lets bursts of `capacity` through, and `perSecond` in the long run. */
export class TokenBucket {
  constructor({ capacity, perSecond, now = Date.now }) {
    this.capacity = capacity;
    this.perSecond = perSecond;
    this.now = now;
  }
}
