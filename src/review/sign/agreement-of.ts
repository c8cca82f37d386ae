/** How reviewers of a batch agree, from their verdicts. Pure. */
import type { SignedAgreement, SignedTrace } from '../../schema/generated/types.ts';
import { blindWords, decidingVerdicts } from '../conduct/verdict-words.ts';
import { krippendorffAlpha } from '../agreement/krippendorff.ts';
import { cohenKappa, countPairs, pabak, rawAgreement, type Pair } from '../agreement/pairs.ts';
import { wilsonInterval } from '../agreement/wilson.ts';
import { countedVerdicts, isAccepting, VERDICTS, type VerdictWord } from './verdicts.ts';

type Judged = Pick<SignedTrace, 'sampled' | 'verdicts' | 'capturer'>;

/**
 * Of the sample alone, all of it: what somebody chose to judge beside it says nothing of the batch. Of the verdicts that were
 * given blind: those in sight of others would agree whatever there is to see. `earlier`: blind verdicts on each trace that
 * was judged twice in earlier batches.
 */
export function agreementOf(
  traces: readonly Judged[],
  earlier?: readonly (readonly VerdictWord[])[],
): SignedAgreement {
  const judged = traces
    .filter(({ sampled }) => sampled)
    .map(({ verdicts, capturer }) => countedVerdicts(verdicts, capturer.name))
    .filter((verdicts) => verdicts.length > 0);
  const twice = judged
    .map((verdicts) => verdicts.filter((one) => blindWords([one]).length > 0))
    .filter((verdicts) => verdicts.length > 1);
  const units = twice.map(blindWords);
  const pairs = countPairs(units);
  // Sorted by name as they are: where two judged all of these, each pair has them in the same order.
  const teams = new Set(twice.map((verdicts) => JSON.stringify(verdicts.map(({ by }) => by))));
  const kappa = teams.size === 1 && units.every(isPair) ? cohenKappa(units.filter(isPair)) : undefined;
  const bad = judged.filter((verdicts) =>
    decidingVerdicts(verdicts).some(({ verdict }) => !isAccepting(verdict)),
  ).length;
  const [low, high] = wilsonInterval(bad, judged.length);
  return {
    judged: judged.length,
    judged_twice: twice.length,
    pairs: pairs.all,
    ...told('raw', rawAgreement(pairs)),
    ...told('kappa', kappa),
    ...told('pabak', pabak(pairs, VERDICTS.length)),
    ...told('alpha', krippendorffAlpha(units, VERDICTS, 'nominal')),
    ...told('alpha_ordinal', krippendorffAlpha(units, VERDICTS, 'ordinal')),
    bad,
    bad_interval: [low, high],
    ...(earlier && {
      window: {
        judged_twice: earlier.length + units.length,
        ...told('alpha', krippendorffAlpha([...earlier, ...units], VERDICTS, 'nominal')),
      },
    }),
  };
}

function isPair(words: readonly VerdictWord[]): words is Pair<VerdictWord> {
  return words.length === 2;
}

function told<K extends string>(name: K, value: number | undefined): { readonly [key in K]?: number } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [key in K]?: number });
}
