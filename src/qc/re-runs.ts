/** Which records of re-runs count for a trace, and what they say of a criterion. Pure. */
import { bundleDigest } from '../schema/digest.ts';
import type { Manifest, VerificationCriterion, VerificationRecord } from '../schema/generated/types.ts';
import { partInCapture } from '../trace/capturers.ts';
import { isPass, resultOfRuns } from '../trace/verification-results.ts';
import type { Verifications } from '../trace/verifications.ts';
import type { ReasonCode } from './reason-codes.ts';

/** The records of a bundle. */
export interface ReRuns {
  /** Of this very bundle, whoever made them. */
  readonly own: readonly VerificationRecord[];
  /** Those by somebody who did not capture it. */
  readonly independent: readonly VerificationRecord[];
  /** Of the independent ones, the one that decides: the last in which everything could be run, else the last. */
  readonly latest: VerificationRecord | undefined;
}

export function reRunsOf(manifest: Manifest, { records }: Verifications): ReRuns {
  const digest = bundleDigest(manifest.files);
  const own = records.filter(
    ({ bundle_id: id, bundle_digest: of }) => id === manifest.bundle_id && of === digest,
  );
  const independent = own.filter(({ verifier }) => partInCapture(verifier.name, manifest) === undefined);
  return {
    own,
    independent,
    latest: independent.findLast(({ result }) => result !== 'error') ?? independent.at(-1),
  };
}

/** Why a criterion that is claimed as met is not verified. */
export interface ReRunDoubt {
  readonly reason: ReasonCode;
  /** Goes on from "Criterion ID". */
  readonly words: string;
}

export interface ReRunVerdict {
  readonly doubts: readonly ReRunDoubt[];
  /** It fails on the start tree: what it shows was done in between. */
  readonly changed: boolean;
}

interface Demand {
  /** Runs on the final tree at least. */
  readonly runs: number;
  readonly lostLogs: Verifications['lostLogs'];
}

/** What the records say of one criterion. Computed from the runs: what a record calls them does not count. */
export function verdictOf(
  manifest: Manifest,
  { independent, latest }: ReRuns,
  id: string,
  demand: Demand,
): ReRunVerdict {
  const found = latest?.criteria.find((criterion) => criterion.id === id);
  const command = manifest.task.criteria.find((criterion) => criterion.id === id)?.command;
  if (!latest || !found || found.result === 'not_run')
    return { doubts: [doubt('O-FAIL', 'was not run again')], changed: false };
  if (found.command !== command || !isOfRepos(latest, manifest))
    return {
      doubts: [
        doubt('O-VACUOUS', 'was run again with another command, or on other commits, than the bundle names'),
      ],
      changed: false,
    };
  const result = resultOfRuns(found);
  const doubts = [
    ...resultDoubts(result, found, demand.runs),
    ...regressionDoubts(found),
    ...(disagrees(independent, latest, id)
      ? [doubt('O-FLAKY', 'passed in one re-run and failed in another, in the same environment')]
      : []),
    ...(logsAreLost(found, demand.lostLogs)
      ? [doubt('O-INDEPENDENCE', 'was run again, but what it printed is not there, or is another text')]
      : []),
  ];
  return { doubts, changed: result === 'verified' };
}

function doubt(reason: ReasonCode, words: string): ReRunDoubt {
  return { reason, words };
}

function resultDoubts(
  result: ReturnType<typeof resultOfRuns>,
  { runs, baseline }: VerificationCriterion,
  wanted: number,
): readonly ReRunDoubt[] {
  const passed = runs.filter(isPass).length;
  switch (result) {
    case 'failed':
      return [doubt('O-FAIL', `failed in all ${runs.length} runs`)];
    case 'flaky':
      return [doubt('O-FLAKY', `passed in ${passed} of ${runs.length} runs`)];
    case 'error':
      return [doubt('O-ENV', baseline ? 'could not be started' : 'was not run on the start tree')];
    case 'kept':
    case 'verified':
      return runs.length < wanted
        ? [doubt('O-FLAKY', `was run ${runs.length} times, and only ${wanted} tell whether it always passes`)]
        : [];
  }
}

function regressionDoubts({ tests }: VerificationCriterion): readonly ReRunDoubt[] {
  const lost = tests?.regressions ?? [];
  const more = lost.length > 1 ? ` and ${lost.length - 1} more` : '';
  return lost.length === 0
    ? []
    : [
        doubt(
          'O-REGRESSION',
          `has tests that passed before the work and do not after it: ${lost[0] ?? ''}${more}`,
        ),
      ];
}

/** Whoever runs again until it passes has not shown that it does. */
function disagrees(records: readonly VerificationRecord[], latest: VerificationRecord, id: string): boolean {
  const passes = records
    .filter(({ environment }) => environment.digest === latest.environment.digest)
    .flatMap(({ criteria }) => criteria.filter((criterion) => criterion.id === id))
    .map(resultOfRuns)
    .filter((result) => result !== 'error')
    .map((result) => result === 'verified' || result === 'kept');
  return passes.includes(true) && passes.includes(false);
}

function isOfRepos({ repos }: VerificationRecord, { task }: Manifest): boolean {
  const asked = task.repos ?? [];
  return asked.every(({ name, base_commit: base, head_commit: head }) =>
    repos.some((repo) => repo.name === name && repo.base_commit === base && repo.head_commit === head),
  );
}

function logsAreLost({ baseline, runs }: VerificationCriterion, lost: Verifications['lostLogs']): boolean {
  return [...(baseline ? [baseline] : []), ...runs].some(({ log }) => lost?.has(log.sha256) === true);
}
