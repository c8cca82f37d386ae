import { describe, expect, it } from 'vitest';
import { recordLines } from '../../../src/cli/verify/lines.ts';
import type { VerificationRecord } from '../../../src/schema/generated/types.ts';
import { failed, RECORD, withCriterion } from '../../qc/pairs/re-runs.ts';

const lastLine = (record: VerificationRecord): string | undefined => recordLines('a', record).at(-1);
const tests = { baseline_passed: 1, baseline_failed: 0, passed: 0, failed: 1, regressions: ['leap years'] };
const runs = [failed, failed, failed];

describe('the sum of a re-run', () => {
  const unmet = {
    ...withCriterion('lint-clean', { claimed: 'not_met', result: 'failed', runs }),
    result: 'failed',
  } as const;

  it.each([
    ['verified: what is claimed holds', RECORD],
    ['as claimed: a part is met, and nothing fails that is said to be met', unmet],
    ['failed', withCriterion('lint-clean', { claimed: 'met' }, unmet)],
    ['failed', withCriterion('tests-pass', { tests }, unmet)],
    [
      'failed',
      withCriterion(
        'tests-pass',
        { claimed: 'not_met', result: 'failed', runs },
        {
          ...unmet,
          criteria: unmet.criteria.filter(({ id }) => id !== 'regression-test'),
        },
      ),
    ],
  ] as const)('is: %s', (sum, record) => {
    expect(lastLine(record)).toBe(`Result: ${sum}.`);
  });
});
