/**
 * How well a command fits what was typed, in [0, 1]; 0: not at all. All words must be there, in any order and case, in
 * its title or the other words that lead to it; best is a title that begins so, then one whose words do.
 */
export function matchWords(typed: string, title: string, others: readonly string[]): number {
  const search = typed.trim().toLowerCase();
  const words = search.split(/\s+/);
  const name = title.toLowerCase();
  const all = [name, ...others.map((other) => other.toLowerCase())].join(' ');
  if (!words.every((word) => all.includes(word))) return 0;
  if (name.startsWith(search)) return 1;
  const starts = name.split(/[^\p{L}\p{N}]+/u);
  if (words.every((word) => starts.some((start) => start.startsWith(word)))) return 0.75;
  return words.every((word) => name.includes(word)) ? 0.5 : 0.25;
}
