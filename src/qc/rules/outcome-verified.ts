import { fromMicros } from '../../base/time.ts';
import type { Manifest, QcRecord } from '../../schema/generated/types.ts';
import { atLeast, defineRule, notApplicable, type Found } from '../rule.ts';
import { instant } from '../spans.ts';

export const outcomeVerified = defineRule({
  id: 'outcome-verified',
  group: 'outcome',
  title: 'Somebody else has run it again, and agrees',
  formula:
    'VERIFIED = |{criteria claimed as met that the latest independent record of a verifier passes}| ÷ |{criteria claimed as met}| ≥ min. Independent: its checker is no actor of the session and no program that captured it. A criterion passes by a check of its id whose result is pass. No record is no pass.',
  source: 'Rule set C.3',
  needsReview: true,
  parameters: { min: 'number' },
  check({ manifest, duration }, { min }) {
    const claimed = manifest.outcome.criteria.filter(({ result }) => result === 'met');
    if (manifest.outcome.success !== 'met' && manifest.outcome.success !== 'partly_met')
      return notApplicable('no success is claimed');
    const records = manifest.qc.records.filter(({ role }) => role === 'verifier');
    const latest = records.findLast((record) => isIndependent(record, manifest));
    const range = instant(fromMicros(Math.max(0, duration - 1)));
    const found = (key: string, reason: Found['reason'], message: string, name: string): Found => ({
      key,
      reason,
      range,
      message,
      items: [name === '' ? { kind: 'manifest', name: '/qc/records' } : { kind: 'criterion', name }],
    });
    const failed = latest
      ? claimed.filter(({ id }) => !latest.checks.some((check) => check.id === id && check.result === 'pass'))
      : claimed;
    const value = latest && claimed.length > 0 ? (claimed.length - failed.length) / claimed.length : 0;
    return {
      measures: [atLeast('VERIFIED', value, min, { unit: 'ratio' })],
      findings: latest
        ? failed.map(({ id }) =>
            found(id, 'O-FAIL', `The re-run of ${latest.checker} does not confirm criterion ${id}.`, id),
          )
        : [
            found(
              'none',
              'O-INDEPENDENCE',
              records.length > 0
                ? 'Success is claimed, and only those who captured it say that they ran it again.'
                : 'Success is claimed, and nobody has run it again: it is not verified.',
              '',
            ),
          ],
    };
  },
});

function isIndependent({ checker }: QcRecord, { session, provenance }: Manifest): boolean {
  const captured = [
    ...session.actors.flatMap(({ id, pseudonym }) => [id, pseudonym]),
    provenance.producer.name,
    ...provenance.capture.map(({ name }) => name),
  ];
  return !captured.includes(checker);
}
