/** The words of what is said, written and noted, to compare them. Pure. */

/** Letters and digits, with what joins them inside a word. */
const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;
/** What a transcript says of sounds and actions: no words of the speaker. */
const ACTION = /\[[^\]]{0,200}\]/g;

/** In lower case, in their order. */
export function wordsOf(text: string): readonly string[] {
  return text.replace(ACTION, ' ').toLowerCase().match(WORD) ?? [];
}

/** Whether any of the phrases, words with single spaces between them, stands in `words`, whole. */
export function holdsAny(words: readonly string[], phrases: readonly string[]): boolean {
  const line = ` ${words.join(' ')} `;
  return phrases.some((phrase) => line.includes(` ${phrase} `));
}
