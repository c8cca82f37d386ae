/** What could make a line read as another one than it is: Unicode Standard Annex 9, section 2. */
const DIRECTION_MARKS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** The text without marks that turn the direction of what follows. */
export function withoutDirectionMarks(text: string): string {
  return text.replace(DIRECTION_MARKS, '');
}
