import type { Facts } from './facts.ts';

/** What several rules want of the same facts: made when first asked for, and kept as long as they are. */
export function once<T>(make: (facts: Facts) => T): (facts: Facts) => T {
  const made = new WeakMap<Facts, { readonly value: T }>();
  return (facts) => {
    const known = made.get(facts);
    if (known) return known.value;
    const value = make(facts);
    made.set(facts, { value });
    return value;
  };
}
