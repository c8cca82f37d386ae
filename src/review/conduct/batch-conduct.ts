/** How far the review of a batch is by what its file says alone, before anybody signs: see `conduct-open.ts` for what is signed. Pure. */
import type { BatchTrace, SignedAgreement } from '../../schema/generated/types.ts';
import { krippendorffAlpha } from '../agreement/krippendorff.ts';
import { agreementLevel, type AgreementLevel } from './double-review.ts';
import { blindWords, isUnsettled } from './verdict-words.ts';

export interface BatchConduct {
  /** Traces with a verdict. */
  readonly judged: number;
  /** Of these, those that two or more judged blind. */
  readonly twice: number;
  /** Names of those that two are to judge, and one has. */
  readonly waiting: readonly string[];
  /** Names of those on which people who judged blind differ, and which nobody has settled. */
  readonly unsettled: readonly string[];
  /** Krippendorff's, nominal; undefined: nothing was judged twice. */
  readonly alpha: number | undefined;
  readonly level: AgreementLevel;
}

const ORDER = ['accept', 'accept_with_waivers', 'recapture', 'reject'] as const;

export function batchConduct(
  traces: readonly Pick<BatchTrace, 'name' | 'verdicts' | 'assigned'>[],
): BatchConduct {
  const rows = traces
    .filter(({ verdicts = [] }) => verdicts.length > 0)
    .map(({ name, verdicts = [], assigned = [] }) => ({
      name,
      verdicts,
      assigned,
      words: blindWords(verdicts),
    }));
  const units = rows.map(({ words }) => words).filter(({ length }) => length > 1);
  const alpha = krippendorffAlpha(units, ORDER, 'nominal');
  const agreement: Pick<SignedAgreement, 'judged_twice' | 'alpha'> = {
    judged_twice: units.length,
    ...(alpha !== undefined && { alpha }),
  };
  return {
    judged: rows.length,
    twice: units.length,
    waiting: rows
      .filter(({ assigned, words }) => assigned.length > 1 && words.length < 2)
      .map(({ name }) => name),
    unsettled: rows.filter(({ verdicts }) => isUnsettled(verdicts)).map(({ name }) => name),
    alpha,
    level: agreementLevel(agreement),
  };
}
