/** What words say: fillers, and the names of things. Pure. */

/** Shorter parts of names say too little to tell two things apart. */
const MIN_TOKEN = 3;

/** Without the phrases that say nothing, each of which may be several words. */
export function withoutPhrases(words: readonly string[], phrases: readonly string[]): readonly string[] {
  // Each word has spaces of its own, so that of two fillers in a row neither takes that of the other.
  let text = ` ${words.join('  ')} `;
  for (const phrase of phrases) text = text.replaceAll(` ${phrase.split(' ').join('  ')} `, '');
  return text.split(' ').filter((word) => word !== '');
}

/** Tells of words whether at least `count` are left without the phrases that say nothing. */
export function leavesAtLeast(
  count: number,
  phrases: readonly string[],
): (words: readonly string[]) => boolean {
  const inPhrases = new Set(phrases.flatMap((phrase) => phrase.split(' ')));
  return (words) => {
    // What stands in no phrase is left whatever goes, and in a long text there is soon enough of it.
    let left = 0;
    for (const word of words) {
      if (left >= count) break;
      if (!inPhrases.has(word)) left += 1;
    }
    return left >= count || withoutPhrases(words, phrases).length >= count;
  };
}

/** The parts of a name that people would say, each once: of `parseField`, `src/next.test.js` or `npm run lint`. */
export function tokensOf(name: string): readonly string[] {
  const parts = name
    .replace(/(\p{Ll}|\p{N})(?=\p{Lu})/gu, '$1 ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return [...new Set(parts)].filter((part) => part.length >= MIN_TOKEN && !/^\d+$/.test(part));
}

/** Whether one of the spoken words means a token: it is the same, or its plural. */
export function speaksOf(words: ReadonlySet<string>, token: string): boolean {
  return words.has(token) || words.has(`${token}s`) || (token.endsWith('s') && words.has(token.slice(0, -1)));
}
