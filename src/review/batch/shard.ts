/** Parts of a batch, for several machines. Pure. */

/** Part `number` of `of`, from 1. */
export interface Shard {
  readonly number: number;
  readonly of: number;
}

/** Reads `i/n`, 1 ≤ i ≤ n; undefined for anything else. */
export function parseShard(text: string): Shard | undefined {
  const [, number, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  if (number === undefined || of === undefined) return undefined;
  const shard = { number: Number(number), of: Number(of) };
  return shard.number >= 1 && shard.number <= shard.of ? shard : undefined;
}

/** What of `all` falls to a part: every n-th, so that what lies side by side and is alike is spread. */
export function inShard<T>(all: readonly T[], { number, of }: Shard): readonly T[] {
  return all.filter((_, index) => index % of === number - 1);
}
