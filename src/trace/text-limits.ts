/** Up to what size a text is shown. */

const MAX_BYTES = 2_000_000;
const MAX_LINES = 50_000;

/** A text that is not shown for its size. */
export interface HugeText {
  readonly kind: 'huge';
  readonly bytes: number;
  /** Given where there are too many. */
  readonly lines: number | undefined;
}

/** undefined: it may be shown. */
export function hugeOf(bytes: number, lines: number): HugeText | undefined {
  if (bytes > MAX_BYTES) return { kind: 'huge', bytes, lines: undefined };
  return lines > MAX_LINES ? { kind: 'huge', bytes, lines } : undefined;
}
