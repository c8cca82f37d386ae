import { fromMicros } from '../../base/time.ts';
import type { CriterionResult, Manifest, QcRecord } from '../../schema/generated/types.ts';
import { atLeast, defineRule, notApplicable, type Found } from '../rule.ts';
import { instant } from '../spans.ts';

export const outcomeVerified = defineRule({
  id: 'outcome-verified',
  group: 'outcome',
  title: 'Somebody else has run it again, and agrees',
  formula:
    'VERIFIED = |{criteria claimed as met that the latest independent record of a verifier passes}| ÷ |{criteria claimed as met}| ≥ min. Independent: its checker is no actor of the session and no program that captured it. A criterion passes by a check of its id whose result is pass. No record is no pass, and neither is one that had nothing to check.',
  source: 'Rule set C.3',
  needsReview: true,
  parameters: { min: 'number' },
  check({ manifest, duration }, { min }) {
    const { success, criteria } = manifest.outcome;
    if (success !== 'met' && success !== 'partly_met') return notApplicable('no success is claimed');
    const claimed = criteria.filter(({ result }) => result === 'met');
    const doubts = doubtsOf(manifest, claimed);
    const isChecked = doubts.every(({ criterion }) => criterion !== undefined);
    const value = isChecked ? (claimed.length - doubts.length) / claimed.length : 0;
    return {
      measures: [atLeast('VERIFIED', value, min, { unit: 'ratio' })],
      findings: doubts.map(({ reason, message, criterion }) => ({
        key: criterion ?? 'none',
        reason,
        // What is claimed is claimed at the end.
        range: instant(fromMicros(Math.max(0, duration - 1))),
        message,
        items: [
          criterion === undefined
            ? { kind: 'manifest', name: '/qc/records' }
            : { kind: 'criterion', name: criterion },
        ],
      })),
    };
  },
});

interface Doubt extends Pick<Found, 'reason' | 'message'> {
  /** undefined: nothing at all was verified. */
  readonly criterion?: string;
}

function doubtsOf(manifest: Manifest, claimed: readonly CriterionResult[]): readonly Doubt[] {
  const records = manifest.qc.records.filter(({ role }) => role === 'verifier');
  const latest = records.findLast((record) => isIndependent(record, manifest));
  if (!latest)
    return [
      {
        reason: 'O-INDEPENDENCE',
        message:
          records.length > 0
            ? 'Success is claimed, and only those who captured it say that they ran it again.'
            : 'Success is claimed, and nobody has run it again: it is not verified.',
      },
    ];
  if (claimed.length === 0)
    return [
      {
        reason: 'O-VACUOUS',
        message: 'Success is claimed, and there is no criterion that could be verified.',
      },
    ];
  return claimed
    .filter(({ id }) => !latest.checks.some((check) => check.id === id && check.result === 'pass'))
    .map(({ id }) => ({
      reason: 'O-FAIL',
      message: `The re-run of ${latest.checker} does not confirm criterion ${id}.`,
      criterion: id,
    }));
}

function isIndependent({ checker }: QcRecord, { session, provenance }: Manifest): boolean {
  const captured = [
    ...session.actors.flatMap(({ id, pseudonym }) => [id, pseudonym]),
    provenance.producer.name,
    ...provenance.capture.map(({ name }) => name),
  ];
  return !captured.includes(checker);
}
