/** What verdicts come to. Pure. */
import type { SignedVerdict } from '../../schema/generated/types.ts';
import { capturersOf, plainName } from '../conduct/people.ts';

export type VerdictWord = SignedVerdict['verdict'];

/** From the best to the worst. */
export const VERDICTS: readonly VerdictWord[] = ['accept', 'accept_with_waivers', 'recapture', 'reject'];

export function isAccepting(verdict: VerdictWord): boolean {
  return verdict === 'accept' || verdict === 'accept_with_waivers';
}

/** Whether a name is one of those who worked in a trace. */
export function isCapturer(name: string, capturer: string): boolean {
  return capturing(capturer)(name);
}

/** The same, for who asks of many. */
export function capturing(capturer: string): (name: string) => boolean {
  const names = new Set([capturer, ...capturersOf(capturer)].map(plainName));
  return (name) => names.has(plainName(name));
}

/** Verdicts that count: nobody judges work of their own. */
export function countedVerdicts(
  verdicts: readonly SignedVerdict[],
  capturer: string,
): readonly SignedVerdict[] {
  const isOwn = capturing(capturer);
  return verdicts.filter(({ by }) => !isOwn(by));
}
