/** A text of bounded length. */
export interface Clipped {
  readonly text: string;
  /** UTF-16 units of the whole, where some are left out of the middle. */
  readonly of?: number;
}

const GAP = ' … ';

/** The text; of a longer one than `max` UTF-16 units its beginning and its end, no character cut in two. Pure. */
export function clipped(text: string, max: number): Clipped {
  if (text.length <= max) return { text };
  const half = Math.max(0, Math.floor((max - GAP.length) / 2));
  const [head, tail] = [text.slice(0, half), half === 0 ? '' : text.slice(-half)];
  // With the u flag only halves of a character are found.
  return { text: `${head}${GAP}${tail}`.replace(/\p{Surrogate}/gu, ''), of: text.length };
}
