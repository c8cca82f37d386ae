/**
 * What is otherwise done by a call with a list spread into it, as `push(...list)`: every item is then an argument on the
 * stack, and a list of a hundred thousand, which any file can hold, throws.
 */

/** Adds `more` to the end of `list`. */
export function append<Item>(list: Item[], more: Iterable<Item>): void {
  for (const item of more) list.push(item);
}

/** -Infinity where there is none. */
export function largest(numbers: readonly number[]): number {
  return numbers.reduce((found, number) => Math.max(found, number), -Infinity);
}

/** Infinity where there is none. */
export function smallest(numbers: readonly number[]): number {
  return numbers.reduce((found, number) => Math.min(found, number), Infinity);
}
