/**
 * Style sheets of a DOM recording. The frame's policy is what keeps them from the network; here goes what would be
 * refused anyway, and what stands for the pointer and for links is put in the place of what a picture does not have.
 * Pure.
 */

/** A style sheet, a rule, or the value of a property. */
export function cleanCss(css: string): string {
  return (
    withoutAddresses(plainLetters(css).replace(/@import\b[^;{}]*;?/gi, ''))
      // The class that marks what is under the pointer of the recording: the real one is not on the page.
      .replace(/:hover\b/gi, '.\\:hover')
      // `:link` matches nothing without `href`.
      .replace(/:(?:any-)?link\b/gi, '[data-href]')
      // A media query asks for the screen of whoever looks, and not of whoever was recorded.
      .replace(/\b(min|max)-device-(width|height)\b/gi, '$1-$2')
  );
}

/** Letters that are written as escapes would hide what a name is. */
function plainLetters(css: string): string {
  if (!css.includes('\\')) return css;
  return css.replace(
    /\\(?:\\|([0-9a-f]{1,6})(?:\r\n|[ \t\n\r\f])?|([g-z]))/gi,
    (whole, hex?: string, letter?: string) => {
      const meant = letter ?? String.fromCodePoint(Math.min(parseInt(hex ?? '0', 16), 0x10ffff));
      return /^[a-z]$/i.test(meant) ? meant : whole;
    },
  );
}

/** By hand, since an expression would look for the end of each address anew, up to the end of the sheet. */
function withoutAddresses(css: string): string {
  const opening = /\b(url|image-set|image|cross-fade|src)\(\s*/gi;
  const parts: string[] = [];
  let done = 0;
  for (let match = opening.exec(css); match; match = opening.exec(css)) {
    const start = opening.lastIndex;
    const quote = css[start] === '"' || css[start] === "'" ? css[start] : undefined;
    const isUrl = match[1]?.toLowerCase() === 'url';
    if (quote === undefined && !isUrl) continue;
    const from = quote === undefined ? start : start + 1;
    const found = css.indexOf(quote ?? ')', from);
    const end = found < 0 ? css.length : found;
    if (!/^(?:data:|#)/i.test(css.slice(from, Math.min(end, from + 5)))) {
      parts.push(css.slice(done, start), '"data:,"');
      done = quote === undefined || found < 0 ? end : end + 1;
    }
    opening.lastIndex = end;
  }
  return parts.join('') + css.slice(done);
}
