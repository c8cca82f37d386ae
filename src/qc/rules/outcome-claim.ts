import { fromMicros } from '../../base/time.ts';
import type { Manifest } from '../../schema/generated/types.ts';
import { atMost, defineRule, notApplicable, type Found } from '../rule.ts';
import { instant } from '../spans.ts';

export const outcomeClaim = defineRule({
  id: 'outcome-claim',
  group: 'outcome',
  title: 'The outcome is told, and does not contradict itself',
  formula:
    'open = |{completion or success unknown}| + |{criteria of the task without a result}| ≤ max_open; contradictions = |{success met, and a criterion that is not}| + |{success met, and not completed}| + |{success not met, and every criterion met}| + |{success met, and the task has no criteria}| ≤ max_contradictions',
  source: 'Rule set C.3; docs/BUNDLE.md (unknown stays unknown)',
  parameters: { max_open: 'number', max_contradictions: 'number' },
  check({ manifest, duration }, { max_open, max_contradictions }) {
    const { outcome } = manifest;
    if (
      outcome.completion === 'unknown' &&
      outcome.success === 'unknown' &&
      manifest.task.criteria.length === 0
    )
      return notApplicable('nothing is claimed, and nothing was asked for');
    const range = instant(fromMicros(Math.max(0, duration - 1)));
    const found = (key: string, reason: Found['reason'], message: string, pointer: string): Found => ({
      key,
      reason,
      range,
      message,
      items: [{ kind: 'manifest', name: pointer }],
    });
    const open = opensOf(manifest).map(([key, message, pointer]) => found(key, 'O-FAIL', message, pointer));
    const against = contradictionsOf(manifest).map(([key, message, pointer]) =>
      found(key, 'O-FAIL', message, pointer),
    );
    return {
      measures: [
        atMost('open', open.length, max_open, { unit: 'count' }),
        atMost('contradictions', against.length, max_contradictions, { unit: 'count' }),
      ],
      findings: [...open, ...against],
    };
  },
});

/** Key, sentence, JSON pointer. */
type Fault = readonly [string, string, string];

function opensOf({ outcome, task }: Manifest): readonly Fault[] {
  const told = new Map(outcome.criteria.map(({ id, result }) => [id, result]));
  return [
    ...(outcome.completion === 'unknown'
      ? [['completion', 'Whether the work was completed is unknown.', '/outcome/completion'] as const]
      : []),
    ...(outcome.success === 'unknown'
      ? [['success', 'Whether the criteria were met is unknown.', '/outcome/success'] as const]
      : []),
    ...task.criteria
      .filter(({ id }) => (told.get(id) ?? 'unknown') === 'unknown')
      .map(
        ({ id }) =>
          [`open:${id}`, `Whether criterion ${id} was met is not told.`, '/outcome/criteria'] as const,
      ),
  ];
}

function contradictionsOf({ outcome, task }: Manifest): readonly Fault[] {
  const { completion, success, criteria } = outcome;
  const faults: Fault[] = [];
  if (success === 'met')
    for (const { id, result } of criteria)
      if (result === 'not_met')
        faults.push([
          `not-met:${id}`,
          `Success is claimed, and criterion ${id} is not met.`,
          '/outcome/criteria',
        ]);
  if (success === 'met' && completion !== 'completed' && completion !== 'unknown')
    faults.push([
      'not-completed',
      `Success is claimed, and the work was not completed (${completion.replaceAll('_', ' ')}).`,
      '/outcome/completion',
    ]);
  if (success === 'not_met' && criteria.length > 0 && criteria.every(({ result }) => result === 'met'))
    faults.push(['all-met', 'Every criterion is met, and success is denied.', '/outcome/success']);
  if (success === 'met' && task.criteria.length === 0)
    faults.push(['no-criteria', 'Success is claimed, and the task has no criteria.', '/task/criteria']);
  return faults;
}
