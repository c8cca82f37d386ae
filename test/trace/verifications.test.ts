/** Files of records: what follows what, and what is none. */
import { describe, expect, it } from 'vitest';
import { agreementOf, resultOfAll, resultOfRuns } from '../../src/trace/verification-results.ts';
import {
  digestOfLine,
  logsOf,
  readVerifications,
  verificationLine,
  verificationsName,
} from '../../src/trace/verifications.ts';
import { failed, notStarted, passed, RECORD, timedOut, withCriterion } from '../qc/pairs/re-runs.ts';

const first = verificationLine(RECORD);
const second = verificationLine({ ...RECORD, previous: digestOfLine(first) });
const third = verificationLine({ ...RECORD, previous: digestOfLine(second) });
const read = (...lines: readonly string[]) =>
  readVerifications(lines.map((line) => `${line}\n`).join(''), 'a');

describe('readVerifications', () => {
  it('reads lines that follow each other, and none', () => {
    expect(read(first, second)).toMatchObject({ broken: undefined, last: digestOfLine(second) });
    expect(read(first, second).records).toHaveLength(2);
    expect(readVerifications('', 'a')).toMatchObject({ records: [], broken: undefined, last: undefined });
    expect([...logsOf(read(first))].sort()).toEqual(['a'.repeat(64), 'b'.repeat(64)]);
  });

  it.each([
    ['a line that was changed', [first.replace('night-shift', 'day-shift'), second], 2],
    ['a line that was taken out', [first, third], 2],
    ['a first line that was taken out', [second], 1],
    ['two lines in another order', [second, first], 1],
    ['no JSON', [first, '{'], 2],
    ['an empty line', [first, '', second], 2],
    ['another document', ['{}'], 1],
    ['a field of a later version', [first.replace('"result"', '"weight":1,"result"')], 1],
    ['a log that leads elsewhere', [first.replace('a'.repeat(64), '../../etc/passwd')], 1],
  ])('is broken by %s', (_what, lines, line) => {
    const { broken, records } = read(...lines);
    expect(broken?.line).toBe(line);
    expect(records).toHaveLength(line - 1);
  });
});

describe('verificationsName', () => {
  it.each([
    ['/a/bug-fix', '/a/bug-fix.verifications.jsonl'],
    ['/a/bug-fix/', '/a/bug-fix.verifications.jsonl'],
    ['/a/bug-fix.trace.zip', '/a/bug-fix.verifications.jsonl'],
    ['/a/v1.2.zip', '/a/v1.2.verifications.jsonl'],
  ])('of %s is %s', (bundle, name) => {
    expect(verificationsName(bundle)).toBe(name);
  });
});

describe('what runs amount to', () => {
  it.each([
    ['verified', failed, [passed, passed]],
    ['verified', timedOut, [passed]],
    ['kept', passed, [passed, passed]],
    ['failed', failed, [failed, timedOut]],
    ['failed', passed, [notStarted, failed]],
    ['flaky', failed, [passed, timedOut]],
    ['error', failed, [notStarted, notStarted]],
    ['error', failed, []],
  ])('%s', (expected, baseline, runs) => {
    expect(resultOfRuns({ baseline, runs })).toBe(expected);
  });

  it.each([
    ['verified', ['verified', 'kept', 'not_run']],
    ['vacuous', ['kept', 'not_run']],
    ['vacuous', ['not_run']],
    ['flaky', ['verified', 'flaky']],
    ['failed', ['failed', 'flaky']],
    ['error', ['failed', 'error']],
  ] as const)('all of them: %s', (expected, results) => {
    const criteria = results.map((result) => ({ id: result, claimed: 'met', result, runs: [] }) as const);
    expect(resultOfAll(criteria)).toBe(expected);
  });

  it('fails where a test no longer passes', () => {
    const tests = { baseline_passed: 1, baseline_failed: 0, passed: 0, failed: 1, regressions: ['a'] };
    expect(resultOfAll(withCriterion('tests-pass', { tests }).criteria)).toBe('failed');
  });

  it.each([
    ['agrees', 'met', 'verified'],
    ['agrees', 'met', 'kept'],
    ['agrees', 'not_met', 'failed'],
    ['contradicts', 'met', 'failed'],
    ['contradicts', 'met', 'flaky'],
    ['contradicts', 'not_met', 'verified'],
    ['contradicts', 'not_met', 'flaky'],
    ['open', 'unknown', 'failed'],
    ['open', 'met', 'error'],
    ['open', 'met', 'not_run'],
  ] as const)('%s where %s is claimed, and it is %s', (expected, claimed, result) => {
    expect(agreementOf(claimed, result)).toBe(expected);
  });
});
