/** Words of the batch's table. */
import type { BatchTrace, BatchVerdict } from '../../schema/generated/types.ts';
import { wordsOf } from '../../trace/order-only.ts';

export function number(value: number): string {
  return value.toLocaleString('en');
}

/** A share as a person reads it: cut, so that nothing looks whole that is not. */
export function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}

export function length({ duration_us, steps }: BatchTrace): string {
  return duration_us === undefined ? '' : wordsOf(steps).extent(duration_us);
}

export const VERDICT_WORDS: Readonly<Record<BatchVerdict['verdict'], string>> = {
  accept: 'Accept',
  accept_with_waivers: 'Accept, waivers',
  recapture: 'Re-capture',
  reject: 'Reject',
};

/** Of what shows what others said. */
export const SETTLES =
  'A verdict that follows settles where others differ. It does not count as an independent one.';

export const VERDICT_TONES: Readonly<Record<BatchVerdict['verdict'], 'ok' | 'warn' | 'fail'>> = {
  accept: 'ok',
  accept_with_waivers: 'ok',
  recapture: 'warn',
  reject: 'fail',
};

export const QC_WORDS = {
  pass: 'Passes',
  waived: 'Passes, waived',
  fail: 'Fails',
  error: 'Not judged',
} as const;

export function outcomeWords({ outcome, qc }: BatchTrace): string {
  if (!outcome) return '';
  const { success } = outcome;
  if (success === 'met') return qc?.outcome_verified === 'pass' ? 'Met, verified' : 'Met, claimed';
  if (success === 'not_met') return 'Not met';
  if (success === 'partly_met') return 'Partly met';
  return success === 'unknown' ? 'Unknown' : success.replaceAll('_', ' ');
}

export function familyWords(family: string | undefined): string {
  return family === 'x-unknown' ? '' : (family?.replace(/^x-/, '').replaceAll('_', ' ') ?? '');
}
