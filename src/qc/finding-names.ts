/** ids of a rule's findings from their keys, in the order in which they were found; two of one key are told apart by it. Pure. */
export function findingIds(rule: string, found: readonly { readonly key: string }[]): readonly string[] {
  const seen = new Map<string, number>();
  return found.map(({ key }) => {
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return `${rule}/${key}${count > 1 ? `#${count}` : ''}`;
  });
}
