import { actionsOf } from '../actions.ts';
import { fromMicros, type TimeRange } from '../../base/time.ts';
import { rangeOf } from '../spans.ts';
import { atMost, defineRule, notApplicable, type Found } from '../rule.ts';

export const stepsAssigned = defineRule({
  id: 'steps-assigned',
  group: 'completeness',
  title: 'Every action belongs to one phase',
  formula:
    'UNASSIGNED = |{actions that begin in no phase}| ≤ max_unassigned; MULTI = |{actions that begin in several}| ≤ max_multi; disorder = |{phases that begin before the one before them ends}| ≤ max_disorder. Actions: commands, writes of files, navigations, test runs.',
  source: 'Rule set C5',
  parameters: { max_unassigned: 'number', max_multi: 'number', max_disorder: 'number' },
  check(facts, { max_unassigned, max_multi, max_disorder }) {
    const phases = facts.manifest.outcome.phases ?? [];
    const actions = actionsOf(facts);
    if (actions.length === 0) return notApplicable('the trace holds no action');
    if (phases.length === 0)
      return { measures: [], unmeasured: [{ item: 'phases', reason: 'the manifest names no phases' }] };
    const ranges = phases.map(({ t_start, t_end }) => rangeOf(fromMicros(t_start), fromMicros(t_end)));
    const found = (count: (phases: number) => boolean, message: string): readonly Found[] =>
      actions
        .filter(({ range }) => count(ranges.filter((phase) => contains(phase, range)).length))
        .map(({ about, label, range }) => ({
          key: `${about.kind}:${about.name}`,
          reason: 'S-UNASSIGNED',
          range,
          message: `${label} ${message}.`,
          items: [about],
        }));
    const none = found((count) => count === 0, 'is in no phase');
    const several = found((count) => count > 1, 'is in more than one phase');
    const disorder = ranges.flatMap((range, index): readonly Found[] => {
      const before = ranges[index - 1];
      if (!before || range.start >= before.end) return [];
      const message = `Phase ${index + 1} begins before phase ${index} ends.`;
      return [
        {
          key: `phase:${index}`,
          reason: 'S-UNASSIGNED',
          range: { start: range.start, end: before.end },
          message,
          items: [{ kind: 'manifest', name: `/outcome/phases/${index}` }],
        },
      ];
    });
    return {
      measures: [
        atMost('UNASSIGNED', none.length, max_unassigned, { unit: 'count' }),
        atMost('MULTI', several.length, max_multi, { unit: 'count' }),
        atMost('disorder', disorder.length, max_disorder, { unit: 'count' }),
      ],
      findings: [...none, ...several, ...disorder],
    };
  },
});

function contains(phase: TimeRange, { start }: TimeRange): boolean {
  return phase.start <= start && start < phase.end;
}
