/** What the records of re-runs say of a bundle's claim, for people who look at it. Pure. */
import type { Manifest, VerificationCriterion, VerificationRecord } from '../schema/generated/types.ts';
import { isDisputed, isNamedOnce, isOfCommits, isOfRecordedEnd, reRunsOf, type ReRuns } from './re-runs.ts';
import {
  agreementOf,
  isPartlyShown,
  isPass,
  resultOfAll,
  resultOfRuns,
  type Agreement,
} from './verification-results.ts';
import type { Verifications } from './verifications.ts';

/** One criterion, as it came out. */
export interface ReRunCriterion {
  readonly id: string;
  readonly result: VerificationCriterion['result'];
  readonly agreement: Agreement;
  /** Runs on the final tree, and how many of them passed. */
  readonly runs: number;
  readonly passed: number;
  /** Another re-run in the same environment says otherwise. */
  readonly disputed: boolean;
  /** Tests that passed before the work and do not after it. */
  readonly regressions: readonly string[];
}

/** A re-run of this very bundle by somebody who did not capture it. */
export interface ReRun {
  readonly record: VerificationRecord;
  readonly criteria: readonly ReRunCriterion[];
  /**
   * `contradicts`: a criterion came out otherwise than claimed, or lost a test. `elsewhere`: on an end that the trace's final
   * diff does not lead to. Others: as the record's result, and `verified` where no success is claimed, and all passes
   * that is claimed to, while nothing does that is said not to.
   */
  readonly verdict: 'verified' | 'vacuous' | 'contradicts' | 'open' | 'elsewhere';
}

export interface ReRunSummary {
  readonly state: 'never' | 'broken' | 'counted';
  /** Where the records cannot be relied on, and why. */
  readonly broken: Verifications['broken'];
  /** The one that decides; undefined: there is none. */
  readonly latest: ReRun | undefined;
  /** Re-runs of this bundle that count, the latest among them. */
  readonly counted: number;
  /** Those by people who captured it. */
  readonly dependent: number;
  /** Those of other bundles. */
  readonly foreign: number;
}

/** Computed from the runs: what a record calls its results does not count. */
export function summaryOf(manifest: Manifest, verifications: Verifications | undefined): ReRunSummary {
  const reRuns = reRunsOf(manifest, verifications ?? { records: [] });
  const { own, independent, latest } = reRuns;
  const state = verifications?.broken ? 'broken' : latest ? 'counted' : 'never';
  return {
    state,
    broken: verifications?.broken,
    latest: state === 'counted' && latest ? reRunOf(manifest, latest, reRuns) : undefined,
    counted: independent.length,
    dependent: own.length - independent.length,
    foreign: (verifications?.records.length ?? 0) - own.length,
  };
}

function reRunOf(manifest: Manifest, record: VerificationRecord, reRuns: ReRuns): ReRun {
  const computed = manifest.task.criteria.map(({ id, command }): VerificationCriterion => {
    const claimed = manifest.outcome.criteria.find((one) => one.id === id)?.result ?? 'unknown';
    const found = record.criteria.find((one) => one.id === id);
    const isOfThis =
      found?.command === command && isOfCommits(record, manifest) && isNamedOnce(id, record, manifest);
    if (!found || command === undefined || !isOfThis) return { id, claimed, result: 'not_run', runs: [] };
    // It passes now and then, if only from one re-run to the next.
    return { ...found, claimed, result: isDisputed(reRuns, id) ? 'flaky' : resultOfRuns(found) };
  });
  const criteria = computed.map(({ id, claimed, result, runs, tests }) => ({
    id,
    result,
    agreement: agreementOf(claimed, result),
    runs: runs.length,
    passed: runs.filter(isPass).length,
    disputed: isDisputed(reRuns, id),
    regressions: tests?.regressions ?? [],
  }));
  const isPartly = manifest.outcome.success !== 'met' && isPartlyShown(computed);
  const verdict = verdictOf(criteria, resultOfAll(computed), isPartly);
  // Another work says nothing of this one, whatever came of it.
  return { record, criteria, verdict: isOfRecordedEnd(record) ? verdict : 'elsewhere' };
}

function verdictOf(
  criteria: readonly ReRunCriterion[],
  result: VerificationRecord['result'],
  isPartly: boolean,
): Exclude<ReRun['verdict'], 'elsewhere'> {
  if (criteria.some(({ agreement, regressions }) => agreement === 'contradicts' || regressions.length > 0))
    return 'contradicts';
  if (result === 'vacuous') return criteria.every((one) => one.result === 'not_run') ? 'open' : 'vacuous';
  // Where no success is claimed, what fails agrees, and is not verified.
  return result === 'verified' || isPartly ? 'verified' : 'open';
}
