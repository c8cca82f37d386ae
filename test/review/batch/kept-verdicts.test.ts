/** What this browser keeps of verdicts, laid over what a batch says. */
import { expect, it } from 'vitest';
import { eventOf, withEvent, type Act } from '../../../src/review/acts.ts';
import { verdictsByBundle, withKeptVerdicts } from '../../../src/review/batch/kept-verdicts.ts';
import { noReview } from '../../../src/review/review.ts';
import type { BatchTrace, BatchVerdict, BatchWaiver } from '../../../src/schema/generated/types.ts';
import { BUNDLE, uuid } from '../random-acts.ts';
import { traceRow } from './rows.ts';

const ACCEPT: Act = { kind: 'verdict', verdict: 'accept', note: '' };
const REJECT: Act = { kind: 'verdict', verdict: 'reject', note: '' };
const NONE: Act = { kind: 'verdict', verdict: null, note: '' };

/** What the batch's row says after Ann did all of it, the acts at these seconds; the browser hands them over by id. */
function rowAfter(before: Partial<BatchTrace>, acts: readonly (readonly [number, Act])[]) {
  const { events } = acts.reduce(
    (review, [second, act], index) =>
      withEvent(
        review,
        // Later ones have smaller ids.
        eventOf(review, { by: 'Ann', at: new Date(second * 1000), id: uuid(1, 99 - index) }, act),
      ),
    noReview(BUNDLE),
  );
  const kept = verdictsByBundle(new Map([[BUNDLE, events.toReversed()]]));
  const [trace] = withKeptVerdicts([traceRow(1, { bundle_id: BUNDLE, ...before })], kept);
  return trace;
}

function shown(verdicts: readonly BatchVerdict[], ...acts: readonly (readonly [number, Act])[]) {
  return rowAfter({ verdicts }, acts)?.verdicts?.map(({ by, verdict }) => `${by} ${verdict}`);
}

function waived(waivers: readonly BatchWaiver[], ...acts: readonly (readonly [number, Act])[]) {
  return rowAfter({ waivers }, acts)?.waivers?.map(({ finding, by }) => `${finding} ${by}`);
}

const given = (by: string, second: number): BatchVerdict => ({
  by,
  verdict: 'accept',
  at: new Date(second * 1000).toISOString(),
});

it('leaves out a verdict that was taken back, and no other', () => {
  const before = [given('Ann', 1), given('Bob', 1)];
  expect(shown(before, [1, ACCEPT], [2, NONE])).toEqual(['Bob accept']);
  expect(shown(before, [1, ACCEPT], [2, { kind: 'undo', event: uuid(1, 99) }])).toEqual(['Bob accept']);
});

it('goes by the order of the events, also where the clock went back', () => {
  expect(shown([given('Ann', 9)], [9, ACCEPT], [5, REJECT])).toEqual(['Ann reject']);
});

it('believes a batch that has a verdict after all that is kept', () => {
  expect(shown([given('Ann', 9)], [1, REJECT], [2, NONE])).toEqual(['Ann accept']);
});

it('says nothing of who gave no verdict here', () => {
  expect(shown([given('Ann', 1)], [5, { kind: 'waive', finding: 'x/1', reason: 'fine' }])).toEqual([
    'Ann accept',
  ]);
});

it('lays waivers over those of the batch, also that they were taken back', () => {
  const lets = (finding: string): Act => ({ kind: 'waive', finding, reason: 'fine' });
  const before: readonly BatchWaiver[] = [
    { finding: 'x/1', by: 'Bob', at: new Date(1000).toISOString() },
    { finding: 'x/2', by: 'Bob', at: new Date(9000).toISOString() },
  ];
  expect(waived(before, [5, lets('x/3')])).toEqual(['x/1 Bob', 'x/2 Bob', 'x/3 Ann']);
  expect(waived(before, [5, lets('x/1')], [6, { kind: 'unwaive', finding: 'x/1' }])).toEqual(['x/2 Bob']);
  expect(waived([], [5, lets('x/1')], [6, { kind: 'undo', event: uuid(1, 99) }])).toEqual([]);
  // The batch knows of one that came later.
  expect(waived(before, [5, lets('x/2')])).toEqual(['x/1 Bob', 'x/2 Bob']);
  expect(waived([], [5, { ...lets('x/1'), reason: ' ' } as Act])).toEqual([]);
});
