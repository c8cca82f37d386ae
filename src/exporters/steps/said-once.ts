/** What was said and written down, without saying the same words twice. Pure. */
import { append } from '../../base/long-lists.ts';
import { holdsPhrase, wordsOf } from '../../trace/spoken-words.ts';

interface Said {
  /** id of the layer. */
  readonly layer: string;
  readonly text: string;
  /** It is a note; else it was spoken. */
  readonly isWritten: boolean;
}

/**
 * Leaves out notes whose words are spoken one after the other, what is spoken within a longer note, and what another layer
 * says with the same words. What one layer says twice was said twice. Words are compared without case and punctuation.
 */
export function saidOnce<T extends Said>(said: readonly T[]): readonly T[] {
  const all = said.map((one) => ({ one, words: wordsOf(one.text) }));
  const spoken = new Map<string, string[]>();
  for (const { one, words } of all) {
    if (one.isWritten) continue;
    const known = spoken.get(one.layer) ?? [];
    spoken.set(one.layer, known);
    append(known, words);
  }
  const speeches = [...spoken.values()].map((words) => ` ${words.join(' ')} `);
  const isSpoken = (phrase: string): boolean => speeches.some((speech) => speech.includes(` ${phrase} `));
  const notes = all.filter(({ one, words }) => one.isWritten && !isSpoken(words.join(' ')));
  /** Which layer says these very words. */
  const first = new Map<string, string>();
  return all
    .filter(({ one, words }) => {
      const phrase = words.join(' ');
      if (phrase === '') return true;
      if (one.isWritten ? isSpoken(phrase) : notes.some((note) => holdsPhrase(note.words, phrase)))
        return false;
      const layer = first.get(phrase) ?? one.layer;
      first.set(phrase, layer);
      return layer === one.layer;
    })
    .map(({ one }) => one);
}

/** Texts of one record, without those whose words stand in another of them; of two with the same words, the first. */
export function textsOnce(texts: readonly string[]): readonly string[] {
  const all = texts.map(wordsOf);
  return texts.filter((_, index) => {
    const words = all[index] ?? [];
    const phrase = words.join(' ');
    return !all.some(
      (others, place) =>
        place !== index &&
        (others.length > words.length || (others.length === words.length && place < index)) &&
        holdsPhrase(others, phrase),
    );
  });
}
