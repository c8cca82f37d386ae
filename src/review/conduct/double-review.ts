/** Which traces two judge, and what follows from how they agree: rule set for captured traces C.4. Pure. */
import { sha256Hex } from '../../base/hash.ts';
import type { SignedAgreement } from '../../schema/generated/types.ts';

/** Share of the sample that is judged twice. */
const SHARE = 0.2;
/** Traces judged twice over the batches that are looked at together, below which α says too little. */
const LEAST = 10;
/** From it on, verdicts can be relied on. */
export const RELIABLE_ALPHA = 0.8;
/** Below it, reviewers are trained anew. */
export const LEAST_ALPHA = 0.667;

/**
 * k = min(n, max(⌈0.2 · n⌉, 10 − m)) of a sample of `sampled` n, where `earlier` m traces were judged twice in the earlier
 * batches: C.4 wants 20 % of the sample, and 10 traces over the batches together.
 */
export function doublesWanted(sampled: number, earlier: number): number {
  // Products of fractions miss whole numbers by the last bit.
  return Math.min(sampled, Math.max(Math.ceil(SHARE * sampled - 1e-9), LEAST - earlier));
}

/** What can be judged twice where nothing is drawn. */
export interface Listed {
  readonly name: string;
  readonly bundleId: string;
}

/** `count` of the traces, in the order of SHA-256(bundle id, name): whoever lists them does not choose. */
export function doublesOf(traces: readonly Listed[], count: number): readonly string[] {
  return traces
    .map(({ name, bundleId }) => ({
      name,
      rank: sha256Hex(new TextEncoder().encode(`${bundleId}\n${name}`)),
    }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, count)
    .map(({ name }) => name);
}

/**
 * `untold`: too few were judged twice. `uniform`: all say the same of everything, so that α is not defined. `settle`: each
 * trace on which they differ is to be settled.
 */
export type AgreementLevel = 'untold' | 'uniform' | 'reliable' | 'settle' | 'train';

/** What α says: ≥ 0.80 verdicts can be relied on, from 0.667 on all differences are settled, below it reviewers are trained anew. */
export function agreementLevel(
  agreement: Pick<SignedAgreement, 'judged_twice' | 'alpha' | 'window'>,
): AgreementLevel {
  const { judged_twice: twice, alpha } = agreement.window ?? agreement;
  if (twice < LEAST) return 'untold';
  if (alpha === undefined) return 'uniform';
  if (alpha >= RELIABLE_ALPHA) return 'reliable';
  return alpha >= LEAST_ALPHA ? 'settle' : 'train';
}
