/** What `use` makes of each item, in order, with at most `limit` of them in the making at once. Rejects with the first failure. */
export async function atMost<T, R>(
  limit: number,
  items: readonly T[],
  use: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  // One iterator for all who work: each takes the next item.
  const todo = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of todo) results[index] = await use(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  return results;
}
