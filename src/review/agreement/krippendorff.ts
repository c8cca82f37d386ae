/**
 * Krippendorff's α: agreement beyond chance of any number of people, of whom not all judged everything. Pure.
 * K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011).
 */

/** How far apart two values are: the same or not, or by how many of the values between them are used. */
export type Metric = 'nominal' | 'ordinal';

/**
 * α = 1 − (n − 1) · Σ o_ck δ²_ck ÷ Σ n_c n_k δ²_ck. `units`: for each thing that was judged, the values that were given
 * to it; one value alone says nothing and is passed over. `order`: all values, for `ordinal` from the least to the
 * greatest; values that are not in it throw a RangeError. undefined: nothing was judged twice, or all say the same of
 * everything, which is 0 ÷ 0: nobody has shown that they would see a difference.
 */
export function krippendorffAlpha<T>(
  units: readonly (readonly T[])[],
  order: readonly T[],
  metric: Metric,
): number | undefined {
  const places = new Map(order.map((value, index) => [value, index]));
  const pairable = units
    .filter(({ length }) => length > 1)
    .map((values) => countsOf(values.map(placeIn(places)), order.length));
  if (pairable.length === 0) return undefined;
  const totals = order.map((_, c) => pairable.reduce((sum, counts) => sum + at(counts, c), 0));
  const n = sum(totals);
  const distance = metric === 'nominal' ? nominal : ordinal(totals);
  let observed = 0;
  let expected = 0;
  for (let c = 0; c < order.length; c += 1)
    for (let k = 0; k < c; k += 1) {
      const far = distance(c, k);
      expected += at(totals, c) * at(totals, k) * far;
      for (const counts of pairable) observed += ((at(counts, c) * at(counts, k)) / (sum(counts) - 1)) * far;
    }
  return expected === 0 ? undefined : 1 - ((n - 1) * observed) / expected;
}

function placeIn<T>(places: ReadonlyMap<T, number>): (value: T) => number {
  return (value) => {
    const place = places.get(value);
    if (place === undefined) throw new RangeError(`${String(value)} is none of the values`);
    return place;
  };
}

function countsOf(places: readonly number[], size: number): readonly number[] {
  const counts = Array.from({ length: size }, () => 0);
  for (const place of places) counts[place] = at(counts, place) + 1;
  return counts;
}

const nominal = (): number => 1;

/** δ²_ck = (Σ n_g from c to k − (n_c + n_k) ÷ 2)². */
function ordinal(totals: readonly number[]): (c: number, k: number) => number {
  return (c, k) => {
    const between = sum(totals.slice(Math.min(c, k), Math.max(c, k) + 1));
    return (between - (at(totals, c) + at(totals, k)) / 2) ** 2;
  };
}

function at(numbers: readonly number[], index: number): number {
  return numbers[index] ?? 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
