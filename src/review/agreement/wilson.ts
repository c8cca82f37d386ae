/** Two-sided normal quantile of 95 %. */
const Z = 1.96;

/**
 * Between what a rate lies, with 95 % confidence, of which `hits` of `n` were seen. E. B. Wilson, "Probable inference, the
 * law of succession, and statistical inference" (1927). [0, 1] where nothing was seen.
 */
export function wilsonInterval(hits: number, n: number): readonly [low: number, high: number] {
  if (n === 0) return [0, 1];
  const rate = hits / n;
  const square = Z * Z;
  const middle = (rate + square / (2 * n)) / (1 + square / n);
  const half = (Z / (1 + square / n)) * Math.sqrt((rate * (1 - rate)) / n + square / (4 * n * n));
  // At the ends, what rounding leaves of zero and one.
  return [hits === 0 ? 0 : Math.max(0, middle - half), hits === n ? 1 : Math.min(1, middle + half)];
}
