/** What runs of a criterion amount to. The same for who makes a record and for who reads one. Pure. */
import type {
  CriterionResult,
  VerificationCriterion,
  VerificationRecord,
  VerificationRun,
} from '../schema/generated/types.ts';

type Result = VerificationCriterion['result'];

/** Exit codes by which a shell says that it could not start a command: it tells nothing of what the command checks. */
const NOT_STARTED: readonly (number | null)[] = [126, 127];

/** A run that ended with 0, in time. */
export function isPass({ exit, timed_out: timedOut }: VerificationRun): boolean {
  return exit === 0 && !timedOut;
}

/** What the runs of one criterion show, whatever its record says. */
export function resultOfRuns({
  baseline,
  runs,
}: Pick<VerificationCriterion, 'baseline' | 'runs'>): Exclude<Result, 'not_run'> {
  if (!baseline || runs.length === 0) return 'error';
  const passed = runs.filter(isPass).length;
  if (passed === 0) return runs.every(({ exit }) => NOT_STARTED.includes(exit)) ? 'error' : 'failed';
  if (passed < runs.length) return 'flaky';
  return isPass(baseline) ? 'kept' : 'verified';
}

/** What all of them show. Those without a command do not count. */
export function resultOfAll(criteria: readonly VerificationCriterion[]): VerificationRecord['result'] {
  const results = criteria.map(({ result }) => result).filter((result) => result !== 'not_run');
  if (results.includes('error')) return 'error';
  if (results.includes('failed') || criteria.some(({ tests }) => (tests?.regressions.length ?? 0) > 0))
    return 'failed';
  if (results.includes('flaky')) return 'flaky';
  return results.includes('verified') ? 'verified' : 'vacuous';
}

/**
 * Whether some of what was claimed as met was shown, and all the rest failed as it was said to. How something comes out of
 * which nothing is claimed changes nothing: only who claims success claims it too.
 */
export function isPartlyShown(
  criteria: readonly Pick<VerificationCriterion, 'claimed' | 'result'>[],
): boolean {
  const isAsSaid = ({ claimed, result }: Pick<VerificationCriterion, 'claimed' | 'result'>): boolean =>
    result === 'not_run' ||
    agreementOf(claimed, result) === 'agrees' ||
    (claimed === 'unknown' && result !== 'error' && result !== 'flaky');
  return (
    criteria.some(({ claimed, result }) => claimed === 'met' && result === 'verified') &&
    criteria.every(isAsSaid)
  );
}

/** How a result stands to what was claimed. `open`: it neither confirms nor denies it. */
export type Agreement = 'agrees' | 'contradicts' | 'open';

/** Whether a criterion that is claimed as met, or not met, came out so. */
export function agreementOf(claimed: CriterionResult['result'], result: Result): Agreement {
  if (claimed === 'unknown' || result === 'error' || result === 'not_run') return 'open';
  const passes = result === 'verified' || result === 'kept';
  // What fails now and then is neither met nor not met: to claim either is wrong.
  return result !== 'flaky' && passes === (claimed === 'met') ? 'agrees' : 'contradicts';
}
