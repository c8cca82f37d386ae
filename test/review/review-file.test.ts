import { describe, expect, it } from 'vitest';
import { asTraceError } from '../../src/base/errors.ts';
import { REASONS } from '../../src/qc/reason-codes.ts';
import { parseReview, writeReview } from '../../src/review/review-file.ts';
import { bundleIdOf, noReview } from '../../src/review/review.ts';
import type { ReviewEvent } from '../../src/schema/generated/types.ts';
import schema from '../../public/schema/review.v1.json' with { type: 'json' };
import { BUNDLE, uuid } from './random-acts.ts';

const EVENT = { id: uuid(1, 1), clock: 1, at: '2026-11-26T10:00:00.000Z', by: 'Ann' };
const VERDICT = { ...EVENT, kind: 'verdict', verdict: 'accept', note: '', replaces: [] };

function file(...events: readonly object[]): string {
  return JSON.stringify({ schema: { name: 'playhead-review', version: 1 }, bundle_id: BUNDLE, events });
}

/** Why a text is refused; undefined where it is read. */
function refusal(text: string): string | undefined {
  try {
    parseReview(text, 'a.review.json');
    return undefined;
  } catch (error) {
    const { code, details } = asTraceError(error);
    return code === 'review-invalid' && 'reason' in details ? details.reason : code;
  }
}

describe('a file of reviews', () => {
  it('is read as it was written', () => {
    const review = parseReview(file(VERDICT), 'x');
    expect(review).toEqual({ bundleId: BUNDLE, events: [VERDICT] });
    expect(parseReview(writeReview(review), 'x')).toEqual(review);
    expect(parseReview(writeReview(noReview(BUNDLE)), 'x')).toEqual(noReview(BUNDLE));
  });

  it('keeps each event once, in order', () => {
    const later = { ...VERDICT, id: uuid(1, 2), clock: 2 };
    const { events } = parseReview(file(later, VERDICT, { ...VERDICT }), 'x');
    expect(events).toEqual([VERDICT, later]);
  });

  it.each([1, 2])('is refused where an id has two contents, also of other clocks', (clock) => {
    expect(refusal(file(VERDICT, { ...VERDICT, clock, note: 'forged' }))).toContain(VERDICT.id);
  });

  it.each([
    ['no JSON', '{'],
    ['another kind of file', JSON.stringify({ schema: { name: 'trace' } })],
    ['a bundle without a digest', file().replace(BUNDLE, 'sha256:0')],
    ['an event of no known kind', file({ ...VERDICT, kind: 'bribe' })],
    ['a reviewer over two lines', file({ ...VERDICT, by: 'Ann\nBen' })],
    ['a verdict that is none', file({ ...VERDICT, verdict: 'perhaps' })],
    [
      'a time before the trace',
      file({ ...EVENT, kind: 'comment', text: 'x', target: { kind: 'moment', time_us: -1 } }),
    ],
    ['a target of no known kind', file({ ...EVENT, kind: 'comment', text: 'x', target: { kind: 'mood' } })],
    [
      'a reason that no list has',
      file({ ...EVENT, kind: 'mark_recapture', range_us: [0, 1], code: 'Z', note: '' }),
    ],
    ['a field that nobody knows', file({ ...VERDICT, force: true })],
    ['a clock that is ahead of all events', file({ ...VERDICT, clock: 3 })],
  ])('is refused with %s', (_, text) => {
    expect(refusal(text)).toMatch(/\w/);
  });

  it.each([
    ['a note that is too long', { ...VERDICT, note: 'x'.repeat(20_001) }],
    ['an event without those before it', { ...VERDICT, clock: 2 }],
  ])('is not written with %s, since nobody could read it', (_, event) => {
    expect(() => writeReview({ bundleId: BUNDLE, events: [event as ReviewEvent] })).toThrow(
      expect.objectContaining({ code: 'review-invalid' }),
    );
  });

  it('knows the reasons that the rules know', () => {
    const kinds = schema.properties.events.items.oneOf;
    const mark = kinds.find(({ properties }) => properties.kind.const === 'mark_recapture');
    expect(mark?.properties).toMatchObject({ code: { enum: Object.keys(REASONS) } });
  });

  it('names a bundle by its digest', () => {
    expect(bundleIdOf({ files: [] })).toMatch(/^sha256:[0-9a-f]{64}$/);
  });
});
