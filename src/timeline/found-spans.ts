/**
 * Where found words stand in a text: [start, end) in UTF-16 code units, ascending and apart. Words that differ in case alone
 * may overlap: what is marked is marked once. Pure.
 */
export function foundSpans(
  text: string,
  words: readonly string[],
): readonly (readonly [start: number, end: number])[] {
  const spans = words.flatMap((word) => {
    const found: (readonly [number, number])[] = [];
    for (let at = text.indexOf(word); word !== '' && at >= 0; at = text.indexOf(word, at + word.length))
      found.push([at, at + word.length]);
    return found;
  });
  const ordered: (readonly [number, number])[] = [];
  for (const span of spans.toSorted(([a], [b]) => a - b))
    if (span[0] >= (ordered.at(-1)?.[1] ?? 0)) ordered.push(span);
  return ordered;
}
