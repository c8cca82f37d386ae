import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canWaive, waivedFindings, withWaivers } from '../../src/qc/waivers.ts';
import { judgeSample, ruleOf } from './sample.ts';
import { finding, report, rule, waiver } from './made-report.ts';

const [a, b] = [finding('one/a'), finding('one/b', { severity: 'S3' })];

describe('withWaivers', () => {
  it('lifts a rule once every finding of it is waived, and keeps them to be seen', () => {
    const judged = report(rule('one', [a, b]), rule('two', [], { result: 'pass', stops: false }));
    const half = withWaivers(judged, [waiver('one/a')]);
    expect([half.result, ruleOf(half, 'one').stops, ruleOf(half, 'one').lifted]).toEqual([
      'fail',
      true,
      false,
    ]);
    const whole = withWaivers(judged, [waiver('one/a'), waiver('one/b')]);
    expect([whole.result, ruleOf(whole, 'one').stops, ruleOf(whole, 'one').lifted]).toEqual([
      'pass',
      false,
      true,
    ]);
    expect(ruleOf(whole, 'one').result).toBe('fail');
    expect(waivedFindings(whole).map(({ id, waiver: own }) => [id, own?.by])).toEqual([
      ['one/a', 'Ada'],
      ['one/b', 'Ada'],
    ]);
  });

  it('takes waivers back that are not given any more', () => {
    const judged = report(rule('one', [a]));
    expect(withWaivers(withWaivers(judged, [waiver('one/a')]), [])).toEqual(judged);
  });

  it.each([
    ['a rule that fails without a finding', rule('one', [])],
    ['what could not be measured', rule('one', [a], { unmeasuredStops: true })],
    ['a file that is not the one that was recorded', rule('one', [finding('one/a', { reason: 'A-HASH' })])],
    ['content that would run', rule('one', [finding('one/a', { reason: 'X-ACTIVE-CONTENT' })])],
  ])('does not lift %s', (_what, failed) => {
    expect(withWaivers(report(failed), [waiver('one/a')])).toMatchObject({
      result: 'fail',
      rules: [{ stops: true, lifted: false }],
    });
  });

  it('tells which waivers lift nothing', () => {
    const hash = finding('one/h', { reason: 'A-HASH' });
    expect(canWaive(hash)).toBe(false);
    const earlier = waiver('one/a', 'first');
    const given = [
      earlier,
      waiver('one/a', 'second'),
      waiver('one/h'),
      waiver('gone'),
      waiver('one/b', '  '),
    ];
    const waived = withWaivers(report(rule('one', [a, b, hash])), given);
    expect(waived.idleWaivers).toEqual([earlier, given[2], given[3], given[4]]);
    expect(waivedFindings(waived).map(({ waiver: own }) => own?.reason)).toEqual(['second']);
  });

  it('does the same whatever was in force before, and in whatever order findings are waived', () => {
    const ids = ['one/a', 'one/b', 'two/a', 'three/a'];
    const judged = report(
      rule('one', [a, b]),
      rule('two', [finding('two/a')]),
      rule('three', [finding('three/a')], { gate: false, stops: false }),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(ids), fc.subarray(ids), (first, second) => {
        const waivers = first.map((id) => waiver(id));
        const after = withWaivers(
          withWaivers(
            judged,
            second.map((id) => waiver(id, 'other')),
          ),
          waivers,
        );
        expect(after).toEqual(withWaivers(judged, waivers.toReversed()));
        const open = ['one/a', 'one/b', 'two/a'].some((id) => !first.includes(id));
        expect(after.result).toBe(open ? 'fail' : 'pass');
      }),
    );
  });

  it('lets the sample pass whose only finding is waived', async () => {
    const judged = await judgeSample();
    const ids = judged.rules.flatMap(({ findings }) => findings.map(({ id }) => id));
    expect(judged.result).toBe('fail');
    expect(
      withWaivers(
        judged,
        ids.map((id) => waiver(id)),
      ).result,
    ).toBe('pass');
  });
});
