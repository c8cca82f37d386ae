/** Up to what size a text is shown at all. */

const MAX_BYTES = 32_000_000;
const MAX_LINES = 1_000_000;

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

/** How many lines a text has that end with a line feed, and one more where something follows the last. */
export function countLines(text: string): number {
  let lines = 0;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    lines += 1;
    start = end + 1;
  }
  return start < text.length ? lines + 1 : lines;
}
