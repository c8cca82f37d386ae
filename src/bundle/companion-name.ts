/** What lies beside bundles and is none of their traces: reviews, records of re-runs, corrections, posters, lists of them, hidden files. */
const COMPANION =
  /(?:^|\/)\.|\.(?:review|corrections)\.json$|\.verifications\.jsonl$|\.poster\.(?:webp|jpg|png)$|(?:^|\/)batch(?:\.\w+)*\.json$/;

/** By its path alone. */
export function isCompanion(path: string): boolean {
  return COMPANION.test(path);
}
