/** What the records of re-runs say of a criterion. Pure. */
import type { Manifest, VerificationCriterion } from '../schema/generated/types.ts';
import { isDisputed, isNamedOnce, isOfCommits, isOfRecordedEnd, type ReRuns } from '../trace/re-runs.ts';
import { isPass, resultOfRuns } from '../trace/verification-results.ts';
import type { Verifications } from '../trace/verifications.ts';
import type { ReasonCode } from './reason-codes.ts';

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
export function verdictOf(manifest: Manifest, reRuns: ReRuns, id: string, demand: Demand): ReRunVerdict {
  const { latest } = reRuns;
  const found = latest?.criteria.find((criterion) => criterion.id === id);
  const command = manifest.task.criteria.find((criterion) => criterion.id === id)?.command;
  if (!latest || !found || found.result === 'not_run')
    return { doubts: [doubt('O-FAIL', 'was not run again')], changed: false };
  if (!isNamedOnce(id, latest, manifest))
    return {
      doubts: [doubt('O-VACUOUS', 'shares its id with another one, so that a re-run may be of either')],
      changed: false,
    };
  if (found.command !== command || !isOfCommits(latest, manifest))
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
    ...(isDisputed(reRuns, id)
      ? [doubt('O-FLAKY', 'passed in one re-run and failed in another, in the same environment')]
      : []),
    ...(isOfRecordedEnd(latest)
      ? []
      : [doubt('O-VACUOUS', 'was run again on an end that the final diff of the trace does not lead to')]),
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

function logsAreLost({ baseline, runs }: VerificationCriterion, lost: Verifications['lostLogs']): boolean {
  return [...(baseline ? [baseline] : []), ...runs].some(({ log }) => lost?.has(log.sha256) === true);
}
