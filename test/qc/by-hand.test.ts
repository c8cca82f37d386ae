/** The numbers of `by-hand.md`, which were worked out without this code. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { QcReport } from '../../src/qc/judge.ts';
import { judgeSample, measureOf, ruleOf } from './sample.ts';

describe('the sample, judged by hand', () => {
  let report: QcReport;
  beforeAll(async () => {
    report = await judgeSample();
  });

  it.each([
    ['artifacts', 'ART', undefined, 1],
    ['artifacts', 'unlisted', undefined, 0],
    ['layers-declared', 'undeclared', undefined, 0],
    ['layers-declared', 'present', undefined, 13],
    ['layers-declared', 'absent', undefined, 0],
    ['duration-coverage', 'COV', 'screen', 0.997973],
    ['duration-coverage', 'COV', 'voice', 0.999842],
    ['gaps', 'gaps', 'screen', 0],
    ['gaps', 'gaps', 'voice', 0],
    ['gaps', 'unexplained', undefined, 0],
    ['gaps', 'paused', undefined, 0],
    ['clock-order', 'backsteps', undefined, 0],
    ['clock-order', 'outside', undefined, 0],
    ['sync', 'drift', 'screen', 0.025],
    ['sync', 'drift', 'terminal', 0.008],
    ['sync', 'drift', 'voice', 21.703],
    ['sync', 'residual', 'screen', 5.476],
    ['sync', 'residual', 'input', 1.032],
    ['sync', 'residual', 'network', 1],
    ['sync', 'residual', 'voice', 52.837],
    ['sync', 'residual', 'transcript', 52.837],
    ['invented-times', 'burstiness', 'commands', 0.011159],
    ['invented-times', 'same', 'commands', 0],
    ['invented-times', 'round', 'commands', 0],
    ['references', 'dangling', undefined, 0],
    ['steps-assigned', 'UNASSIGNED', undefined, 0],
    ['steps-assigned', 'MULTI', undefined, 0],
    ['step-evidence', 'STEP', undefined, 1],
    ['exit-codes', 'EXIT', undefined, 1],
    ['state-chain', 'CHAIN', undefined, 1],
    ['cross-layer', 'silent', undefined, 0],
    ['cross-layer', 'strangers', undefined, 0],
    ['cross-layer', 'orphans', undefined, 0],
    ['verbalization', 'VC_A', undefined, 1],
    ['verbalization', 'VC_B', undefined, 0.65],
    ['verbalization', 'VC_C', undefined, 0.1],
    ['verbalization', 'moments', undefined, 9],
    ['verbalization', 'segments', undefined, 33],
    ['verbalization', 'S1', undefined, 0],
    ['verbalization', 'S2', undefined, 0],
    ['outcome-claim', 'open', undefined, 0],
    ['outcome-claim', 'contradictions', undefined, 0],
    ['outcome-evidence', 'SHOWN', undefined, 1],
    ['outcome-verified', 'VERIFIED', undefined, 0],
  ])('%s: %s %s', (rule, name, item, value) => {
    expect(measureOf(report, rule, name, item)).toBeCloseTo(value, 6);
  });

  it.each([
    ['duration-coverage', ['browser', 'commands', 'edits', 'input', 'network', 'terminal', 'voice']],
    ['gaps', ['browser', 'commands', 'edits', 'input', 'network', 'terminal', 'voice']],
    ['invented-times', ['edits', 'notes', 'tests']],
    ['state-chain', ['tree']],
    ['secrets', ['screen', 'task/repo.bundle', 'voice']],
    ['personal-data', ['screen', 'task/repo.bundle', 'voice']],
    ['verbalization', ['VC_C', 'transcript']],
    ['step-evidence', []],
    ['artifacts', []],
  ])('%s cannot tell of %j', (rule, items) => {
    expect(
      ruleOf(report, rule)
        .unmeasured.map(({ item }) => item)
        .sort(),
    ).toEqual(items);
  });

  it('does not pass, for want of a verification alone', () => {
    expect(report.result).toBe('fail');
    expect(report.rules.filter(({ stops }) => stops).map(({ id }) => id)).toEqual(['outcome-verified']);
  });
});
