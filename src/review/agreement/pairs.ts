/** Agreement of two who judged the same things. Pure. */

/** What the first and the second said of one thing. */
export type Pair<T> = readonly [T, T];

/** How many pairs there are, and how many of them are the same. */
export interface PairCount {
  readonly all: number;
  readonly same: number;
}

/** All pairs within each unit, counted and not made: of a thousand values there are half a million. */
export function countPairs(units: readonly (readonly unknown[])[]): PairCount {
  const among = (n: number): number => (n * (n - 1)) / 2;
  let all = 0;
  let same = 0;
  for (const values of units) {
    all += among(values.length);
    for (const count of countsOf(values).values()) same += among(count);
  }
  return { all, same };
}

/** Share of the pairs that are the same; undefined where there is none. */
export function rawAgreement({ all, same }: PairCount): number | undefined {
  return all === 0 ? undefined : same / all;
}

/**
 * Cohen's κ = (p_o − p_e) ÷ (1 − p_e), p_e = Σ of the products of both people's shares of each value. J. Cohen, "A
 * coefficient of agreement for nominal scales" (1960). undefined where there is no pair, or both gave the same one value
 * to everything: chance alone would agree as well.
 */
export function cohenKappa<T>(pairs: readonly Pair<T>[]): number | undefined {
  const observed = rawAgreement(countPairs(pairs));
  if (observed === undefined) return undefined;
  const firsts = sharesOf(pairs.map(([first]) => first));
  const seconds = sharesOf(pairs.map(([, second]) => second));
  let expected = 0;
  for (const [value, share] of firsts) expected += share * (seconds.get(value) ?? 0);
  return expected === 1 ? undefined : (observed - expected) / (1 - expected);
}

/**
 * Prevalence- and bias-adjusted κ = (k·p_o − 1) ÷ (k − 1) of `kinds` k possible values (2 or more): what κ would be if
 * each were as frequent. T. Byrt, J. Bishop, J. B. Carlin, "Bias, prevalence and kappa" (1993). undefined: no pair.
 */
export function pabak(pairs: PairCount, kinds: number): number | undefined {
  const observed = rawAgreement(pairs);
  return observed === undefined ? undefined : (kinds * observed - 1) / (kinds - 1);
}

function sharesOf<T>(values: readonly T[]): ReadonlyMap<T, number> {
  return new Map([...countsOf(values)].map(([value, count]) => [value, count / values.length]));
}

function countsOf<T>(values: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
