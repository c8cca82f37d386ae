/** What the sign-off tells somebody who has yet to judge. */
import { describe, expect, it } from 'vitest';
import { blindLines, hiddenTraces, type Line } from '../../../../src/app/batch/sign/hidden-traces.ts';
import type { ShownTrace } from '../../../../src/review/batch/blind-rows.ts';
import type { VerdictWord } from '../../../../src/review/sign/verdicts.ts';
import type { TraceTime } from '../../../../src/base/time.ts';
import { AT, GOOD, reviewed, signoff, trace } from '../../../review/sign/evidence.ts';
import { gathered } from './signing.ts';

const NOBODY = { name: '', hasSeen: () => false };
const rows: readonly ShownTrace[] = GOOD.map(({ row }) => row);

function found(verdicts: Readonly<Record<string, VerdictWord>>, change: Parameters<typeof reviewed>[1] = {}) {
  return [gathered(trace('a', { review: reviewed(verdicts, change) })), gathered(trace('b'))];
}

describe('what others said of a trace', () => {
  const none = { rows, gathered: undefined, signoff: undefined };

  it('is hidden by the reviews as they were read, also where the list of the batch has none', () => {
    expect([...hiddenTraces(none, NOBODY)]).toEqual([]);
    const said = { ...none, gathered: found({ Ben: 'reject' }) };
    expect([...hiddenTraces(said, NOBODY)]).toEqual(['a']);
    expect([...hiddenTraces(said, { ...NOBODY, name: 'Ada' })]).toEqual(['a']);
    expect([...hiddenTraces(said, { ...NOBODY, name: ' ben' })]).toEqual([]);
    expect([...hiddenTraces(said, { ...NOBODY, hasSeen: (id) => id === rows[0]?.bundle_id })]).toEqual([]);
    // A list of yesterday does not know that Ada has judged it since.
    const since = { ...said, rows: [{ ...rows[0], hidden: ['Ben'] } as ShownTrace] };
    expect([...hiddenTraces(since, { ...NOBODY, name: 'Ada' })]).toEqual(['a']);
    const both = { ...since, gathered: found({ Ben: 'reject', Ada: 'accept' }) };
    expect([...hiddenTraces(both, { ...NOBODY, name: 'Ada' })]).toEqual([]);
  });

  it('is hidden where somebody only marked it to be captured again', () => {
    const range = { start: 0 as TraceTime, end: 1 as TraceTime };
    const recaptures = [
      { id: 'x', by: 'Ben', at: AT, range, note: '', code: 'T-GAP-VIDEO' as const, finding: undefined },
    ];
    expect([...hiddenTraces({ ...none, gathered: found({}, { recaptures }) }, NOBODY)]).toEqual(['a']);
  });

  it('is hidden by what was signed', () => {
    const said = { ...none, signoff: signoff() };
    expect([...hiddenTraces(said, NOBODY)]).toEqual(['a', 'b', 'c']);
    expect([...hiddenTraces(said, { ...NOBODY, name: 'Zoe' })]).toEqual([]);
  });
});

describe('lines of hidden traces', () => {
  const finding: Line = { code: 'finding-open', trace: 'a', message: 'S1 A gap.' };
  const refused: Line = { code: 'verdict-negative', trace: 'a', message: 'Ben: reject.' };
  const again: Line = { code: 'recapture-open', trace: 'a', message: 'Ben marked it.' };
  const alpha: Line = { code: 'agreement-low', message: 'α 0.200 < 0.667' };
  const seen: Line = { code: 'verdict-negative', trace: 'c', message: 'Ben: reject.' };

  it('look the same whatever was said', () => {
    const hidden = new Set(['a', 'b']);
    const neutral = { message: 'What others said of traces that you have yet to judge is not told here.' };
    const accepted = blindLines([finding, seen], hidden);
    expect(accepted).toEqual([finding, seen, neutral]);
    expect(blindLines([refused, finding, alpha, again, seen], hidden)).toEqual(accepted);
  });

  it('are all told where nothing is hidden', () => {
    expect(blindLines([refused, alpha], new Set())).toEqual([refused, alpha]);
  });
});
