/** What waivers leave open of what the rules say of a row. */
import { describe, expect, it } from 'vitest';
import { afterWaivers } from '../../../src/review/batch/after-waivers.ts';
import { BatchTable } from '../../../src/review/batch/batch-table.ts';
import { filterRows, NO_FILTER } from '../../../src/review/batch/filter.ts';
import { qcSummary } from '../../../src/review/batch/qc-summary.ts';
import { reportFile } from '../../../src/qc/report-file.ts';
import { withWaivers } from '../../../src/qc/waivers.ts';
import type { BatchWaiver } from '../../../src/schema/generated/types.ts';
import { finding, report, rule, waiver } from '../../qc/made-report.ts';
import { qcOf, traceRow } from './rows.ts';

const AT = '2026-01-05T10:00:00.000Z';
const waived = (...findings: readonly string[]): readonly BatchWaiver[] =>
  findings.map((finding) => ({ finding, by: 'Ada', at: AT }));

const FAILS = qcOf({
  result: 'fail',
  stops: ['gaps', 'secrets'],
  findings: { S1: 2, S2: 1, S3: 4 },
  waivable: [
    { id: 'gaps/1', rule: 'gaps', severity: 'S1' },
    { id: 'gaps/2', rule: 'gaps', severity: 'S2' },
    { id: 'secrets/1', rule: 'secrets', severity: 'S1' },
    { id: 'pace/1', rule: 'pace', severity: 'S3' },
  ],
  liftable: ['gaps', 'secrets'],
});

describe('a row of a batch with waivers', () => {
  it('passes by waivers once every finding of each rule that stops it is waived', () => {
    const row = traceRow(1, { qc: FAILS, waivers: waived('gaps/1', 'gaps/2') });
    expect(afterWaivers(row)).toEqual({
      result: 'fail',
      stops: ['secrets'],
      lifted: ['gaps'],
      open: { S1: 1, S2: 0, S3: 4 },
      waived: 2,
    });
    expect(
      afterWaivers({ ...row, waivers: waived('gaps/1', 'gaps/2', 'secrets/1', 'pace/1') }),
    ).toMatchObject({ result: 'waived', stops: [], open: { S1: 0, S2: 0, S3: 3 }, waived: 4 });
  });

  it('is as it was judged where nothing counts: a waiver of nothing, of own work, of what no waiver lifts', () => {
    const judged = { result: 'fail', stops: ['gaps', 'secrets'], lifted: [], waived: 0 };
    expect(afterWaivers(traceRow(1, { qc: FAILS }))).toMatchObject(judged);
    expect(afterWaivers(traceRow(1, { qc: FAILS, waivers: waived('gone/1') }))).toMatchObject(judged);
    const own = traceRow(1, {
      qc: FAILS,
      waivers: waived('gaps/1', 'gaps/2', 'secrets/1'),
      capturer: { name: 'Ada', kind: 'human' },
    });
    expect(afterWaivers(own)).toMatchObject(judged);
    const fixed = { ...FAILS, liftable: ['gaps'] };
    expect(
      afterWaivers(traceRow(1, { qc: fixed, waivers: waived('gaps/1', 'gaps/2', 'secrets/1') })),
    ).toMatchObject({ result: 'fail', stops: ['secrets'], waived: 3 });
    expect(afterWaivers(traceRow(1, { waivers: waived('gaps/1') })).result).toBeUndefined();
  });

  it('is found as such, and sorted by what is open', () => {
    const table = new BatchTable([
      traceRow(1, { qc: FAILS }),
      traceRow(2, { qc: FAILS, waivers: waived('gaps/1', 'gaps/2', 'secrets/1') }),
      traceRow(3, { qc: qcOf({ findings: { S1: 0, S2: 0, S3: 5 } }) }),
    ]);
    const shown = (over: object): readonly number[] => [...filterRows(table, { ...NO_FILTER, ...over }).rows];
    expect(shown({ chosen: { qc: ['waived'] } })).toEqual([1]);
    expect(shown({ chosen: { qc: ['fail'] } })).toEqual([0]);
    expect(shown({ chosen: { rule: ['gaps'] } })).toEqual([0]);
    expect(shown({ sort: 'findings' })).toEqual([1, 2, 0]);
    expect(shown({ sort: 'qc' })).toEqual([0, 1, 2]);
  });

  it('says what the whole report says with the same waivers', () => {
    const judged = report(
      rule('artifacts', [finding('artifacts/a'), finding('artifacts/b', { reason: 'A-HASH' })]),
      rule('gaps', [finding('gaps/1')]),
      rule('clocks', [finding('clocks/1')], { unmeasuredStops: true }),
    );
    const qc = qcSummary(reportFile(judged, { name: 'playhead', version: '0.1.0' }), AT);
    for (const ids of [['gaps/1'], ['artifacts/a', 'artifacts/b', 'gaps/1', 'clocks/1']]) {
      const { rules } = withWaivers(
        judged,
        ids.map((id) => waiver(id)),
      );
      const row = afterWaivers(traceRow(1, { qc, waivers: waived(...ids) }));
      expect(row.stops).toEqual(rules.filter(({ stops }) => stops).map(({ id }) => id));
      expect(row.lifted).toEqual(rules.filter(({ lifted }) => lifted).map(({ id }) => id));
      expect(row.waived).toBe(rules.flatMap(({ findings }) => findings).filter((one) => one.waiver).length);
    }
  });
});
