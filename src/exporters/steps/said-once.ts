/** What was said and written down, without saying the same words twice. Pure. */
import { wordsOf } from '../../trace/spoken-words.ts';

interface Said {
  /** id of the layer. */
  readonly layer: string;
  readonly text: string;
  /** It is a note; else it was spoken. */
  readonly isWritten: boolean;
}

/** Utterances before one action, and UTF-16 units of them, up to which they are looked for within each other. */
const MOST = 1_000;
const MOST_TEXT = 200_000;

/**
 * Leaves out notes whose words are spoken one after the other, what is spoken within a longer note, and what another layer
 * says with the same words; of very much, only the last. What one layer says twice was said twice. Words are compared without
 * case and punctuation.
 */
export function saidOnce<T extends Said>(said: readonly T[]): readonly T[] {
  const all = said.map((one) => ({ one, phrase: wordsOf(one.text).join(' ') }));
  const isWithin = within(all);
  /** Which layer says these very words. */
  const first = new Map<string, string>();
  return all
    .filter(({ one, phrase }) => {
      if (phrase === '') return true;
      if (isWithin(one, phrase)) return false;
      const layer = first.get(phrase) ?? one.layer;
      first.set(phrase, layer);
      return layer === one.layer;
    })
    .map(({ one }) => one);
}

/** Whether the words of a note are spoken, or spoken ones stand in a note that is not. */
function within(
  all: readonly { readonly one: Said; readonly phrase: string }[],
): (one: Said, phrase: string) => boolean {
  const length = all.reduce((sum, { phrase }) => sum + phrase.length, 0);
  if (all.length > MOST || length > MOST_TEXT) return () => false;
  const spoken = new Map<string, string>();
  for (const { one, phrase } of all)
    if (!one.isWritten) spoken.set(one.layer, `${spoken.get(one.layer) ?? ' '}${phrase} `);
  const speeches = [...spoken.values()];
  const isSpoken = (phrase: string): boolean => speeches.some((speech) => speech.includes(` ${phrase} `));
  const notes = all
    .filter(({ one, phrase }) => one.isWritten && !isSpoken(phrase))
    .map(({ phrase }) => ` ${phrase} `);
  return ({ isWritten }, phrase) =>
    isWritten ? isSpoken(phrase) : notes.some((note) => note.includes(` ${phrase} `));
}

/** Fewer words may stand in another text by chance: an answer of one word says what it says. */
const LEAST_WORDS = 4;
/** UTF-16 units of a text in which others are looked for. */
const MOST_AROUND = 50_000;
const LETTER = /[\p{L}\p{N}]/u;

/**
 * Texts of one record, without those that are the same as an earlier one but for case, blanks and the stop at the end, or that stand
 * whole in another one, with four words or more.
 */
export function textsOnce(texts: readonly string[]): readonly string[] {
  const all = texts.map((text) =>
    text
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[.!?…:]$/, ''),
  );
  return texts.filter((_, index) => {
    const text = all[index] ?? '';
    return !all.some(
      (other, place) =>
        place !== index &&
        (other === text ? place < index : other.length > text.length && stands(text, other)),
    );
  });
}

/** Whether `text` stands in `other`, cut out of no word. */
function stands(text: string, other: string): boolean {
  if (other.length > MOST_AROUND || text.split(' ', LEAST_WORDS).length < LEAST_WORDS) return false;
  for (let at = other.indexOf(text); at >= 0; at = other.indexOf(text, at + 1))
    if (!LETTER.test(other.charAt(at - 1)) && !LETTER.test(other.charAt(at + text.length))) return true;
  return false;
}
