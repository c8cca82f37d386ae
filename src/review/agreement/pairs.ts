/** Agreement of two who judged the same things. Pure. */

/** What the first and the second said of one thing. */
export type Pair<T> = readonly [T, T];

/** Share of the pairs that are the same; undefined where there is none. */
export function rawAgreement<T>(pairs: readonly Pair<T>[]): number | undefined {
  return pairs.length === 0 ? undefined : pairs.filter(([a, b]) => a === b).length / pairs.length;
}

/**
 * Cohen's κ = (p_o − p_e) ÷ (1 − p_e), p_e = Σ of the products of both people's shares of each value. J. Cohen, "A
 * coefficient of agreement for nominal scales" (1960). undefined where there is no pair, or both gave the same one value
 * to everything: chance alone would agree as well.
 */
export function cohenKappa<T>(pairs: readonly Pair<T>[]): number | undefined {
  const observed = rawAgreement(pairs);
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
export function pabak<T>(pairs: readonly Pair<T>[], kinds: number): number | undefined {
  const observed = rawAgreement(pairs);
  return observed === undefined ? undefined : (kinds * observed - 1) / (kinds - 1);
}

function sharesOf<T>(values: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return new Map([...counts].map(([value, count]) => [value, count / values.length]));
}
