/** Times in nanoseconds, as OpenTelemetry writes them. Pure. */

const NANOS_PER_MICRO = 1_000n;
/** Nanoseconds since 1970 of what 64 bits can hold. */
const MAX_NANOS = 2n ** 64n - 1n;

/** Microseconds since 1970 of a time in nanoseconds; undefined where it is missing, 0 or no time. Rounds down. */
export function microsOf(value: unknown): number | undefined {
  const nanos = nanosOf(value);
  if (nanos === undefined || nanos <= 0n || nanos > MAX_NANOS) return undefined;
  return Number(nanos / NANOS_PER_MICRO) || undefined;
}

function nanosOf(value: unknown): bigint | undefined {
  if (typeof value === 'string' && /^\d{1,20}$/.test(value)) return BigInt(value);
  // Some write a number, whose last digits are lost: what is left of it are microseconds.
  return typeof value === 'number' && Number.isFinite(value) ? BigInt(Math.trunc(value)) : undefined;
}
