/** A batch in three words for outsiders. */
import { describe, expect, it } from 'vitest';
import { svrCounts, svrProperties, type Quality } from '../../../src/review/sign/svr.ts';

const good: Quality = { complete: true, vc_a: 0.9, verified: 'pass' };

describe('the properties of a batch', () => {
  it('hold where they hold of every trace, and there is one', () => {
    const all = ['TRACEQC_COMPLETE', 'TRACEQC_VERBAL_90', 'TRACEQC_OUTCOME_VERIFIED'];
    expect(svrProperties([good, good])).toEqual(all);
    expect(svrProperties([])).toEqual([]);
  });

  it.each([
    ['TRACEQC_COMPLETE', { ...good, complete: false }],
    ['TRACEQC_VERBAL_90', { ...good, vc_a: 0.899 }],
    ['TRACEQC_OUTCOME_VERIFIED', { ...good, verified: 'not_applicable' }],
  ] as const)('lack %s where one trace lacks it', (property, bad) => {
    expect(svrProperties([good, bad])).not.toContain(property);
    expect(svrProperties([good, bad])).toHaveLength(2);
    expect(svrCounts([good, bad]).find((one) => one.property === property)).toMatchObject({
      holds: 1,
      of: 2,
    });
  });

  it('lack all of what nobody told', () => {
    expect(svrProperties([good, {}])).toEqual([]);
  });
});
