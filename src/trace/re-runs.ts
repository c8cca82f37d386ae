/** Which of the records of re-runs beside a bundle count for it. Pure. */
import { bundleDigest } from '../schema/digest.ts';
import type { Manifest, VerificationRecord } from '../schema/generated/types.ts';
import { partInCapture } from './capturers.ts';
import { resultOfRuns } from './verification-results.ts';
import type { Verifications } from './verifications.ts';

/** The records of a bundle. */
export interface ReRuns {
  /** Of this very bundle, whoever made them. */
  readonly own: readonly VerificationRecord[];
  /** Those by somebody who did not capture it. */
  readonly independent: readonly VerificationRecord[];
  /** Of the independent ones, the one that decides: the last in which everything could be run, else the last. */
  readonly latest: VerificationRecord | undefined;
}

export function reRunsOf(manifest: Manifest, { records }: Pick<Verifications, 'records'>): ReRuns {
  const digest = bundleDigest(manifest.files);
  const own = records.filter(
    ({ bundle_id: id, bundle_digest: of }) => id === manifest.bundle_id && of === digest,
  );
  const independent = own.filter(({ verifier }) => partInCapture(verifier.name, manifest) === undefined);
  return {
    own,
    independent,
    latest: independent.findLast(couldBeRun) ?? independent.at(-1),
  };
}

/** Computed from the runs: what a record calls its result does not count. */
function couldBeRun({ criteria }: VerificationRecord): boolean {
  return criteria.every((one) => one.command === undefined || resultOfRuns(one) !== 'error');
}

/** Whether a record is of the commits that the bundle names. */
export function isOfCommits({ repos }: VerificationRecord, { task }: Pick<Manifest, 'task'>): boolean {
  return (task.repos ?? []).every(({ name, base_commit: base, head_commit: head }) =>
    repos.some((repo) => repo.name === name && repo.base_commit === base && repo.head_commit === head),
  );
}

/** Whether an id names one criterion of the bundle, and one of the record: of two, one could stand for the other. */
export function isNamedOnce(
  id: string,
  { criteria }: VerificationRecord,
  { task }: Pick<Manifest, 'task'>,
): boolean {
  return [criteria, task.criteria].every((all) => all.filter((one) => one.id === id).length === 1);
}

/**
 * Whether independent re-runs in the environment of the latest say different things of a criterion. Whoever runs it again
 * until it passes has not shown that it does.
 */
export function isDisputed({ independent, latest }: ReRuns, id: string): boolean {
  const passes = independent
    .filter(({ environment }) => environment.digest === latest?.environment.digest)
    .flatMap(({ criteria }) => criteria.filter((criterion) => criterion.id === id))
    .map(resultOfRuns)
    .filter((result) => result !== 'error')
    .map((result) => result === 'verified' || result === 'kept');
  return passes.includes(true) && passes.includes(false);
}

/** Whether the end that was run is the one that the trace's final diff leads to, as far as a trace has one. */
export function isOfRecordedEnd({ repos }: VerificationRecord): boolean {
  return repos.every(({ diff_matches: matches }) => matches !== false);
}
