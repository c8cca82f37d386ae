/** The sample with records of re-runs beside it: one passes, and each other way fails by exactly that. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { QcReport } from '../../src/qc/judge.ts';
import { readProfile, standardProfile } from '../../src/qc/profile.ts';
import { CLOSE, DURATION } from './pairs/alter.ts';
import { chain, failed, notStarted, passed, RECORD, RE_RUN_PAIRS, withCriterion } from './pairs/re-runs.ts';
import { changedRules, judgeSample, measureOf, put, ruleOf } from './sample.ts';

const RULE = 'outcome-verified';

function found(report: QcReport): readonly (readonly [string, string])[] {
  return ruleOf(report, RULE).findings.map(({ id, reason }) => [id.replace(`${RULE}/`, ''), reason]);
}

describe('outcome-verified', () => {
  let sample: QcReport;
  beforeAll(async () => {
    sample = await judgeSample(undefined, { verifications: chain([RECORD]) });
  });

  it('passes where somebody else ran it again and agrees, and the trace with it', () => {
    expect(ruleOf(sample, RULE)).toMatchObject({ result: 'pass', findings: [], unmeasured: [] });
    expect(sample.result).toBe('pass');
    expect(measureOf(sample, RULE, 'VERIFIED')).toBe(1);
    expect(measureOf(sample, RULE, 'CHANGED')).toBe(2);
    expect(measureOf(sample, RULE, 'PINNED')).toBe(0);
  });

  it.each(RE_RUN_PAIRS)('finds $what', async ({ records, found: expected }) => {
    const report = await judgeSample(undefined, { verifications: records });
    expect(changedRules(sample, report)).toEqual([RULE]);
    expect(found(report)).toEqual(expected);
    for (const { range } of ruleOf(report, RULE).findings)
      expect(Math.abs((range?.start ?? NaN) / 1e6 - DURATION)).toBeLessThan(CLOSE);
  });

  it('goes by the last re-run in which everything could be started', async () => {
    const other = { ...RECORD, environment: { ...RECORD.environment, digest: 'f'.repeat(64) } };
    const lacking = withCriterion('lint-clean', { runs: [notStarted, notStarted, notStarted] }, other);
    // Whatever the records call it.
    const records = chain([{ ...RECORD, result: 'error' }, lacking]);
    const report = await judgeSample(undefined, { verifications: records });
    expect(ruleOf(report, RULE).result).toBe('pass');
  });

  it('does not take one of two criteria with one id for the other', async () => {
    const [first] = RECORD.criteria;
    const failing = first && { ...first, runs: [failed, failed, failed] };
    const twice = { ...RECORD, criteria: [...RECORD.criteria, ...(failing ? [failing] : [])] };
    const report = await judgeSample(undefined, { verifications: chain([twice]) });
    expect(found(report)).toContainEqual(['tests-pass', 'O-VACUOUS']);
  });

  it('lets an earlier failure in another environment be', async () => {
    const bad = withCriterion('lint-clean', { runs: [failed, failed, failed] });
    const elsewhere = { ...bad, environment: { ...bad.environment, digest: 'f'.repeat(64) } };
    const report = await judgeSample(undefined, { verifications: chain([elsewhere, RECORD]) });
    expect(ruleOf(report, RULE).result).toBe('pass');
    const after = await judgeSample(undefined, { verifications: chain([RECORD, elsewhere]) });
    expect(found(after)).toEqual([['lint-clean', 'O-FAIL']]);
  });

  it('remarks that the network was open, and fails for an image only where a profile asks for one', async () => {
    const open = chain([{ ...RECORD, environment: { ...RECORD.environment, network: 'open' } }]);
    const report = await judgeSample(undefined, { verifications: open });
    expect(ruleOf(report, RULE)).toMatchObject({
      result: 'pass',
      findings: [{ reason: 'O-ENV', severity: 'S3' }],
    });
    const { file } = standardProfile();
    const rule = file.rules[RULE];
    const parameters = { ...rule?.parameters, min_pinned: { value: 1, calibrated: true, source: 'test' } };
    const strict = readProfile({ ...file, rules: { [RULE]: { ...rule, parameters } }, families: {} }, 'test');
    const judged = async (image: string | null): Promise<QcReport> =>
      judgeSample(undefined, {
        profile: strict,
        verifications: chain([{ ...RECORD, environment: { ...RECORD.environment, image_digest: image } }]),
      });
    expect(found(await judged(null))).toEqual([['none', 'O-ENV']]);
    expect(ruleOf(await judged(`sha256:${'1'.repeat(64)}`), RULE).result).toBe('pass');
  });

  it('says of a criterion without a command that people judge it', async () => {
    const report = await judgeSample(
      (altered) =>
        altered.manifest((manifest) => {
          const criteria = manifest['task']?.['criteria'];
          put(Array.isArray(criteria) ? (criteria[2] as object) : undefined, { command: undefined });
        }),
      { verifications: chain([withCriterion('lint-clean', { result: 'not_run', runs: [] })]) },
    );
    expect(ruleOf(report, RULE)).toMatchObject({
      result: 'pass',
      findings: [],
      unmeasured: [{ item: 'lint-clean', reason: 'it has no command: people judge it' }],
    });
  });

  it('wants something to have changed, but not of what is only rebuilt', async () => {
    const kept = chain([
      withCriterion(
        'regression-test',
        { baseline: passed },
        withCriterion('tests-pass', { baseline: passed }),
      ),
    ]);
    const report = await judgeSample(
      (altered) => altered.manifest((manifest) => put(manifest['task'], { family: 'refactor_migration' })),
      { verifications: kept },
    );
    expect(ruleOf(report, RULE)).toMatchObject({ result: 'pass', findings: [] });
  });
});
