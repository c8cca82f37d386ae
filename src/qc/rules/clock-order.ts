import { describeProblem } from '../../base/describe-error.ts';
import { formatDuration } from '../../base/time.ts';
import { manifestProblems } from '../references/manifest-references.ts';
import { instant } from '../spans.ts';
import { atMost, defineRule, type Found } from '../rule.ts';

export const clockOrder = defineRule({
  id: 'clock-order',
  group: 'completeness',
  title: 'Times do not go back, and lie inside the trace',
  formula:
    'backsteps = items earlier than the one before them in their file, over all layers ≤ max_backsteps; outside = times of items and of the manifest outside [0, duration] ≤ max_outside',
  source: 'Rule set C4',
  parameters: { max_backsteps: 'number', max_outside: 'number' },
  check(facts, { max_backsteps, max_outside }) {
    const { problems, manifest } = facts;
    const findings: Found[] = [];
    let backsteps = 0;
    let outside = 0;
    for (const problem of problems) {
      const range = problem.at === undefined ? undefined : instant(problem.at);
      if (problem.code === 'time-backwards') {
        const { layer, count, maxMicros } = problem.details;
        backsteps += count;
        const message = `Times of layer ${layer} go back ${count}×, by up to ${formatDuration(maxMicros)}; this is the first.`;
        findings.push({
          key: `back:${layer}`,
          reason: 'T-CLOCK',
          range,
          message,
          items: [{ kind: 'layer', name: layer }],
        });
      } else if (problem.code === 'time-outside') {
        const { layer, count } = problem.details;
        outside += count;
        const message = `${count}× a time of layer ${layer} lies outside the trace; the first is shown at its edge.`;
        findings.push({
          key: `outside:${layer}`,
          reason: 'T-CLOCK',
          range,
          message,
          items: [{ kind: 'layer', name: layer }],
        });
      }
    }
    // Those that a writer has put in order, and owned up to.
    for (const { id, clock } of manifest.layers) {
      const declared = clock.backsteps;
      if (!declared || declared.count === 0 || findings.some(({ key }) => key === `back:${id}`)) continue;
      backsteps += declared.count;
      const message = `The manifest says that times of layer ${id} go back ${declared.count}×, by up to ${formatDuration(declared.max_us)}.`;
      findings.push({
        key: `back:${id}`,
        reason: 'T-CLOCK',
        range: undefined,
        message,
        items: [{ kind: 'layer', name: id }],
      });
    }
    for (const problem of manifestProblems(facts)) {
      if (problem.severity !== 'warning' || problem.code !== 'manifest-invalid') continue;
      outside += 1;
      const name = problem.details.pointer;
      findings.push({
        key: `outside:${name}`,
        reason: 'T-CLOCK',
        range: problem.at === undefined ? undefined : instant(problem.at),
        message: describeProblem(problem).title,
        items: [{ kind: 'manifest', name }],
      });
    }
    return {
      measures: [
        atMost('backsteps', backsteps, max_backsteps, { unit: 'count' }),
        atMost('outside', outside, max_outside, { unit: 'count' }),
      ],
      findings,
    };
  },
});
