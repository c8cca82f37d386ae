/** What the verdicts on one trace come to: what was said blind, and what decides. Pure. */
import type { BatchVerdict } from '../../schema/generated/types.ts';
import { isAccepting } from '../sign/verdicts.ts';

type VerdictWord = BatchVerdict['verdict'];
type Given = Pick<BatchVerdict, 'verdict' | 'blind'>;

/** What reviewers said before they could see what others said: the only thing by which agreement can be measured. */
export function blindWords(verdicts: readonly Given[]): readonly VerdictWord[] {
  return verdicts.flatMap(({ verdict, blind }) => {
    const word = blind === undefined ? verdict : blind;
    return word === null ? [] : [word];
  });
}

/**
 * The verdicts that decide: where two or more who judged blind still differ, those of people who judged in sight of them,
 * since they settle it; else all. Where the former agree on whether to accept, nobody overrules them.
 */
export function decidingVerdicts<T extends Given>(verdicts: readonly T[]): readonly T[] {
  const independent = verdicts.filter(({ blind }) => blind !== null);
  const settling = verdicts.filter(({ blind }) => blind === null);
  const overruled = !differ(independent.map(accepts)) && differ(verdicts.map(accepts));
  return settling.length > 0 && differ(independent.map(({ verdict }) => verdict)) && !overruled
    ? settling
    : verdicts;
}

/** Whether those who judged blind said different things, and nobody has settled it. */
export function isUnsettled(verdicts: readonly Given[]): boolean {
  return differ(blindWords(verdicts)) && differ(decidingVerdicts(verdicts).map(({ verdict }) => verdict));
}

function accepts({ verdict }: Given): boolean {
  return isAccepting(verdict);
}

function differ(words: readonly (VerdictWord | boolean)[]): boolean {
  return new Set(words).size > 1;
}
