/** Escapes and strings of CSS. Pure. */

/** Letters that are written as escapes would hide what a name is. */
export function plainLetters(css: string): string {
  if (!css.includes('\\')) return css;
  /** Where the last escape that stays ends, and the last letter that was read of one. */
  let kept = -1;
  let read = -1;
  return css.replace(
    /\\(?:\\|([0-9a-f]{1,6})(\r\n|[ \t\n\r\f])?|([g-z]))/gi,
    (whole, hex: string | undefined, space: string | undefined, letter: string | undefined, at: number) => {
      const meant = letter ?? String.fromCodePoint(Math.min(parseInt(hex ?? '0', 16), 0x10ffff));
      // A dash that begins a name could make a number of it.
      const isLetter =
        /^[a-z]$/i.test(meant) || (meant === '-' && (read === at || /[a-z]/i.test(css.charAt(at - 1))));
      // Behind an escape it would be one more of its digits.
      const joins = kept === at && /^[0-9a-f]$/i.test(meant);
      const end = at + whole.length;
      if (isLetter && !joins) {
        read = end;
        return meant;
      }
      if (hex !== undefined && space === undefined) kept = end;
      return whole;
    },
  );
}

/** Index behind the string that begins at `start` with a quote; a line ends it too, as browsers read it. */
export function stringEnd(css: string, start: number): number {
  const stop = css.charAt(start) === '"' ? /["\\\n\r\f]/g : /['\\\n\r\f]/g;
  stop.lastIndex = start + 1;
  for (let match = stop.exec(css); match; match = stop.exec(css)) {
    const { index } = match;
    if (match[0] !== '\\') return /["']/.test(match[0]) ? index + 1 : index;
    stop.lastIndex = index + (css.startsWith('\r\n', index + 1) ? 3 : 2);
  }
  return css.length;
}

/** Index of the bracket that ends an address without quotes. */
export function addressEnd(css: string, start: number): number {
  const stop = /[)\\]/g;
  stop.lastIndex = start;
  for (let match = stop.exec(css); match; match = stop.exec(css)) {
    if (match[0] === ')') return match.index;
    stop.lastIndex = match.index + 2;
  }
  return css.length;
}
