/** In lower case, and as long as the text: what is at a place stays there. Both of a pair of sigmas are one. */
export function fold(text: string): string {
  // The only letter that becomes longer, and the only one whose form depends on its place.
  const plain = text.includes('İ') ? text.replaceAll('İ', 'i') : text;
  const lower = plain.toLowerCase();
  return lower.includes('ς') ? lower.replaceAll('ς', 'σ') : lower;
}
