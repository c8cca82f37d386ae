import { expect, it } from 'vitest';
import { blindRows } from '../../../src/review/batch/blind-rows.ts';
import { traceRow } from './rows.ts';

const AT = '2026-01-01T00:00:00Z';
const waiver = (finding: string, by: string) => ({ finding, by, at: AT });
const TRACE = traceRow(1, {
  verdicts: [{ by: 'Ada', at: AT, verdict: 'accept_with_waivers' }],
  waivers: [waiver('gaps/1', 'Ada'), waiver('gaps/2', 'Ben')],
});

it('keeps what others said and waived from whoever has yet to judge', () => {
  const rowsFor = (name: string, seen = false): readonly unknown[] =>
    blindRows([TRACE], { name, hasSeen: () => seen }).map(({ verdicts, waivers, hidden }) => ({
      verdicts,
      waivers,
      hidden,
    }));
  const all = [{ verdicts: TRACE.verdicts, waivers: TRACE.waivers, hidden: undefined }];
  expect(rowsFor('Ben')).toEqual([{ hidden: ['Ada'], waivers: [waiver('gaps/2', 'Ben')] }]);
  expect(rowsFor('Cem')).toEqual([{ hidden: ['Ada'] }]);
  expect(rowsFor('Ada')).toEqual(all);
  expect(rowsFor('Ben', true)).toEqual(all);
});
