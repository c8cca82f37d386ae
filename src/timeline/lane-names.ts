/** Where names of lanes begin to differ, so that a narrow column can cut them before that. Pure. */

/** Fewer letters in common are not worth a cut in the middle. */
const LEAST = 6;
const LETTER = /[\p{L}\p{M}\p{N}]/u;

/** For each name the index of the first word that tells it from the one most like it; 0: it stands whole. */
export function ownParts(names: readonly string[]): readonly number[] {
  const sorted = [...new Set(names)].sort();
  const parts = new Map(
    sorted.map((name, index) => {
      const common = [sorted[index - 1], sorted[index + 1]].map((other = '') => commonLength(name, other));
      const at = wordStart(name, Math.max(...common));
      return [name, at < LEAST ? 0 : at];
    }),
  );
  return names.map((name) => parts.get(name) ?? 0);
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length;
}

/** Where the word begins in which `at` lies; 0 where nothing is left of the name. */
function wordStart(name: string, at: number): number {
  if (at >= name.length) return 0;
  // Not within a character of two units.
  let start = /[\uDC00-\uDFFF]/.test(name.charAt(at)) ? at - 1 : at;
  if (LETTER.test(name.charAt(at))) while (start > 0 && LETTER.test(name.charAt(start - 1))) start -= 1;
  return start;
}
