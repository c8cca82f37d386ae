import { describeProblem } from '../../base/describe-error.ts';
import type { Problem } from '../../base/errors.ts';
import { manifestProblems } from '../references/manifest-references.ts';
import { checkRecordReferences } from '../references/record-references.ts';
import { instant } from '../spans.ts';
import { atMost, defineRule, type Found, type Item } from '../rule.ts';

export const references = defineRule({
  id: 'references',
  group: 'completeness',
  title: 'Everything that is named exists',
  formula:
    'dangling = names, in the manifest and in the records of its layers, of files, layers, actors, criteria, terminals, commands, tool calls and annotations that are not there, and numbers of records that are not right ≤ max_dangling',
  source: 'Own; docs/BUNDLE.md',
  parameters: { max_dangling: 'number' },
  async check(facts, { max_dangling }) {
    const problems = [...manifestProblems(facts), ...(await checkRecordReferences(facts.trace))];
    const faults = problems.filter(({ severity }) => severity === 'error');
    return {
      measures: [atMost('dangling', faults.length, max_dangling, { unit: 'count' })],
      findings: faults.map(findingOf),
    };
  },
});

function findingOf(problem: Problem): Found {
  const item = itemOf(problem);
  return {
    key: item.name,
    reason: 'A-MISSING',
    range: problem.at === undefined ? undefined : instant(problem.at),
    message: describeProblem(problem).title,
    items: [item],
  };
}

function itemOf({ code, details }: Problem): Item {
  if (code === 'record-invalid') return { kind: 'file', name: `${details.path}:${details.line}` };
  return { kind: 'manifest', name: code === 'manifest-invalid' ? details.pointer : code };
}
