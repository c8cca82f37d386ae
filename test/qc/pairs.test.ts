/**
 * For each rule the real sample, which passes, and the same altered in one way, which fails by exactly that: no other
 * rule comes out otherwise, but those named. Each finding names the right time within 100 ms.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { QcReport } from '../../src/qc/judge.ts';
import { CLOSE, GITHUB_TOKEN, moved } from './pairs/alter.ts';
import { CLAIMS_PAIRS } from './pairs/claims.ts';
import { STEPS_PAIRS } from './pairs/steps.ts';
import { beats, paused, TIMES_PAIRS } from './pairs/times.ts';
import { changedRules, judgeSample, measureOf, put, ruleOf } from './sample.ts';

const PAIRS = [...TIMES_PAIRS, ...STEPS_PAIRS, ...CLAIMS_PAIRS];

describe('each rule', () => {
  let sample: QcReport;
  beforeAll(async () => {
    sample = await judgeSample();
  });

  it('passes on the sample, but for the verification that nobody has made', () => {
    expect(sample.rules.filter(({ result }) => result !== 'pass').map(({ id }) => id)).toEqual([
      'outcome-verified',
    ]);
  });

  it('has a pair here, or in re-runs.test.ts', () => {
    const paired = new Set(PAIRS.map(({ rule }) => rule));
    expect(sample.rules.map(({ id }) => id).filter((id) => !paired.has(id))).toEqual(['outcome-verified']);
  });

  it.each(PAIRS)('$rule finds $what', async ({ rule, alter, reason, range, with: others = [] }) => {
    const report = await judgeSample(alter);
    expect(new Set(changedRules(sample, report))).toEqual(new Set([rule, ...others]));
    const found = ruleOf(report, rule).findings.find((finding) => finding.reason === reason);
    expect(found).toBeDefined();
    if (range === undefined) expect(found?.range).toBeUndefined();
    else {
      expect(Math.abs((found?.range?.start ?? NaN) / 1e6 - range[0])).toBeLessThan(CLOSE);
      expect(Math.abs((found?.range?.end ?? NaN) / 1e6 - range[1])).toBeLessThan(CLOSE);
    }
    expect(JSON.stringify(report)).not.toContain(GITHUB_TOKEN);
  });

  it('takes a layer that is honestly absent for declared', async () => {
    const report = await judgeSample((altered) =>
      altered.layer('network', (layer) => put(layer, { status: 'withheld', status_note: 'client data' })),
    );
    expect(changedRules(sample, report)).toEqual([]);
  });

  it('takes a heartbeat every five seconds for a recorder that ran', async () => {
    const report = await judgeSample((altered) =>
      altered.layer('commands', (layer) => put(layer, { 'x-heartbeats': beats(0, 0) })),
    );
    expect(changedRules(sample, report)).toEqual([]);
    expect(measureOf(report, 'duration-coverage', 'COV', 'commands')).toBe(1);
    expect(ruleOf(report, 'gaps').unmeasured.map(({ item }) => item)).not.toContain('commands');
  });

  it('misses nothing in a pause that has a reason, and counts it from the whole', async () => {
    const early = moved('screen', -1_500_000);
    const report = await judgeSample((altered) => {
      early(altered);
      paused({ t: [228_700_000, 230_594_319], reason: 'the machine restarted' }, { t: ['a', 2] }, 7)(altered);
    });
    expect(changedRules(sample, await judgeSample(early))).toEqual(['duration-coverage', 'gaps']);
    expect(changedRules(sample, report)).toEqual([]);
    // All of [0, 228.7) but the time before the first frame, which the second lies within.
    expect(measureOf(report, 'duration-coverage', 'COV', 'screen')).toBe(1);
    expect(measureOf(report, 'gaps', 'paused')).toBeCloseTo(1.894319 / 230.594319, 9);
  });

  it('does not take a re-run of nothing for a verification', async () => {
    const report = await judgeSample((altered) =>
      altered.manifest((manifest) => {
        put(manifest['outcome'], { criteria: [] });
        const record = {
          checker: 'night-shift',
          role: 'verifier',
          at: '2026-11-24T00:00:00Z',
          checklist_version: '1',
          checks: [],
          verdict: 'accept',
        };
        put(manifest['qc'], { records: [record] });
      }),
    );
    expect(ruleOf(report, 'outcome-verified').findings.map(({ id, reason }) => [id, reason])).toEqual([
      ['outcome-verified/none', 'O-VACUOUS'],
    ]);
    expect(ruleOf(report, 'outcome-verified').result).toBe('fail');
  });

  it('says of layers that it cannot read that nobody knows what they hold', async () => {
    const report = await judgeSample((altered) =>
      altered.layer('network', (layer) => put(layer, { kind: 'page_archive' })),
    );
    expect(ruleOf(report, 'layers-declared').unmeasured.map(({ item }) => item)).toEqual(['network']);
  });

  it.each([
    ['somebody else', 'night-shift', 'pass', 'pass', []],
    ['the one who captured it', 'engineer', 'pass', 'fail', ['O-INDEPENDENCE']],
    ['somebody else, who does not agree', 'night-shift', 'fail', 'fail', ['O-FAIL']],
  ])('outcome-verified takes the word of %s', async (_who, checker, result, expected, reasons) => {
    const report = await judgeSample((altered) =>
      altered.manifest((manifest) => {
        const checks = ['tests-pass', 'regression-test', 'lint-clean'].map((id) => ({
          id,
          result: id === 'lint-clean' ? result : 'pass',
        }));
        const record = {
          checker,
          role: 'verifier',
          at: '2026-11-24T00:00:00Z',
          checklist_version: '1',
          checks,
          verdict: 'none',
        };
        put(manifest['qc'], { records: [record] });
      }),
    );
    const verified = ruleOf(report, 'outcome-verified');
    expect([verified.result, verified.findings.map(({ reason }) => reason)]).toEqual([expected, reasons]);
  });
});
