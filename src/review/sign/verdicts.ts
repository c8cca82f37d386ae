/** What verdicts come to. Pure. */
import type { SignedVerdict } from '../../schema/generated/types.ts';
import { capturersOf, isSameName } from '../conduct/people.ts';

export type VerdictWord = SignedVerdict['verdict'];

/** From the best to the worst. */
export const VERDICTS: readonly VerdictWord[] = ['accept', 'accept_with_waivers', 'recapture', 'reject'];

export function isAccepting(verdict: VerdictWord): boolean {
  return verdict === 'accept' || verdict === 'accept_with_waivers';
}

/** Whether a name is one of those who worked in a trace. */
export function isCapturer(name: string, capturer: string): boolean {
  return [capturer, ...capturersOf(capturer)].some((other) => isSameName(other, name));
}

/** Verdicts that count: nobody judges work of their own. */
export function countedVerdicts(
  verdicts: readonly SignedVerdict[],
  capturer: string,
): readonly SignedVerdict[] {
  return verdicts.filter(({ by }) => !isCapturer(by, capturer));
}
