/** What records say of the sample's claim, to people. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asideOf, criterionWords, headlineOf, othersWords } from '../../src/panes/outcome/re-run-words.ts';
import type { VerificationRecord } from '../../src/schema/generated/types.ts';
import { readManifest } from '../../src/schema/read-manifest.ts';
import { summaryOf } from '../../src/trace/verification-summary.ts';
import { chain, failed, notStarted, passed, RECORD, withCriterion } from '../qc/pairs/re-runs.ts';

const { manifest } = readManifest(
  JSON.parse(readFileSync('public/samples/bug-fix/trace_schema_v2.json', 'utf8')) as unknown,
  'sample',
);
const withLint = (
  result: 'not_met' | 'unknown',
  success: 'met' | 'partly_met' = 'partly_met',
): typeof manifest => ({
  ...manifest,
  outcome: {
    ...manifest.outcome,
    success,
    criteria: manifest.outcome.criteria.map((one) => (one.id === 'lint-clean' ? { ...one, result } : one)),
  },
});
/** The linter is said not to be met. */
const partly = withLint('not_met');
const LINT_FAILS = withCriterion('lint-clean', { runs: [failed, failed, failed] });
const of = (...records: readonly VerificationRecord[]) => summaryOf(manifest, chain(records));
const by = (name: string): VerificationRecord => ({ ...RECORD, verifier: { name } });
const DATE = 'by night-shift on 24 Nov 2026, 00:00 UTC';

describe('summaryOf', () => {
  it.each([
    ['verified', of(RECORD), `Verified ${DATE}`],
    ['never re-run', summaryOf(manifest, undefined), 'Never run again by anybody else'],
    ['never re-run', of({ ...RECORD, bundle_digest: '0'.repeat(64) }), 'Never run again by anybody else'],
    ['never re-run', of(by('Engineer')), 'Run again only by those who captured it'],
    [
      'contradicts the claim',
      // Whatever the record calls it.
      of(withCriterion('lint-clean', { runs: [passed, failed, passed] })),
      `Contradicts the claim: run again ${DATE}`,
    ],
    [
      'contradicts the claim',
      of(
        withCriterion('tests-pass', {
          tests: {
            baseline_passed: 1,
            baseline_failed: 0,
            passed: 0,
            failed: 1,
            regressions: ['leap years'],
          },
        }),
      ),
      `Contradicts the claim: run again ${DATE}`,
    ],
    [
      'vacuous',
      of(
        withCriterion(
          'regression-test',
          { baseline: passed },
          withCriterion('tests-pass', { baseline: passed }),
        ),
      ),
      `Run again ${DATE}: it passes before the work, too, and so shows nothing`,
    ],
    [
      'nothing settled',
      of(withCriterion('lint-clean', { runs: [notStarted] })),
      `Run again ${DATE}, which settles nothing`,
    ],
    ['verified', summaryOf(partly, chain([LINT_FAILS])), `Verified ${DATE}`],
    [
      'verified',
      // Of what fails nothing was claimed.
      summaryOf(withLint('unknown'), chain([LINT_FAILS])),
      `Verified ${DATE}`,
    ],
    [
      'nothing settled',
      // Success is of all criteria.
      summaryOf(withLint('unknown', 'met'), chain([LINT_FAILS])),
      `Run again ${DATE}, which settles nothing`,
    ],
    [
      'nothing settled',
      summaryOf(
        {
          ...manifest,
          outcome: {
            ...manifest.outcome,
            criteria: manifest.outcome.criteria.filter(({ id }) => id !== 'lint-clean'),
          },
        },
        chain([LINT_FAILS]),
      ),
      `Run again ${DATE}, which settles nothing`,
    ],
    ['contradicts the claim', summaryOf(partly, chain([RECORD])), `Contradicts the claim: run again ${DATE}`],
    ['nothing settled', of({ ...RECORD, repos: [] }), `Run again ${DATE}, which settles nothing`],
    [
      'nothing settled',
      of({ ...RECORD, criteria: [...RECORD.criteria, ...RECORD.criteria] }),
      `Run again ${DATE}, which settles nothing`,
    ],
    [
      'of another end',
      of({ ...RECORD, repos: RECORD.repos.map((repo) => ({ ...repo, diff_matches: false })) }),
      `Run again ${DATE} on an end that the final diff of the trace does not lead to`,
    ],
    [
      'unreliable records',
      summaryOf(manifest, { ...chain([RECORD]), broken: { line: 2, reason: 'it is no JSON' } }),
      'The records cannot be relied on, and none counts: line 2, it is no JSON',
    ],
  ])('%s', (aside, summary, words) => {
    expect([asideOf(summary), headlineOf(summary).words]).toEqual([aside, words]);
  });

  it('does not call verified what another re-run in the same environment denies', () => {
    const { latest } = of(withCriterion('lint-clean', { runs: [failed, failed, failed] }), RECORD);
    expect(latest?.verdict).toBe('contradicts');
    expect(latest?.criteria.map(criterionWords)).toContain(
      'passes 3 of 3 times at the end, and came out otherwise in another re-run',
    );
  });

  it('tells of each criterion, and of what does not count', () => {
    const summary = of(
      RECORD,
      by('engineer'),
      { ...RECORD, bundle_id: '00000000-0000-4000-8000-000000000003' },
      {
        ...withCriterion('lint-clean', { runs: [passed, failed, passed] }),
        environment: { ...RECORD.environment, digest: 'f'.repeat(64) },
      },
    );
    expect(summary.latest?.criteria.map((one) => [one.id, criterionWords(one), one.agreement])).toEqual([
      ['tests-pass', 'fails at the start, passes 3 of 3 times at the end', 'agrees'],
      ['regression-test', 'fails at the start, passes 3 of 3 times at the end', 'agrees'],
      ['lint-clean', 'passes 2 of 3 times at the end: now and then', 'contradicts'],
    ]);
    expect(othersWords(summary)).toBe(
      '1 other re-run of it; 1 record by those who captured it, which do not count; 1 record of other bundles, which do not count',
    );
  });
});
