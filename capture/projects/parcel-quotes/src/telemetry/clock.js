import { performance } from 'node:perf_hooks';

/** Nanoseconds since 1970, in whole microseconds. */
export function now() {
  return BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n;
}
