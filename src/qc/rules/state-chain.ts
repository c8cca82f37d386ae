import { atLeast, defineRule, notApplicable, type Unmeasured } from '../rule.ts';
import { chainOf, type Link } from '../state-chain.ts';

const NO_TREE = 'the schema records no hash of the whole tree, at the start or the end';

export const stateChain = defineRule({
  id: 'state-chain',
  group: 'completeness',
  title: 'Each state of a file follows from the one before',
  formula:
    'CHAIN = |{links that hold}| ÷ |links| ≥ min. Links of a write: its content has the hash that its record says; its diff, taken back, gives the same base as the first write of that file; what was typed since the write before gives its content, where typing is recorded. Links of the end: the final diff, taken back from the last content of each file, gives its base, and speaks of exactly the files that differ.',
  source: 'Rule set C6',
  parameters: { min: 'number' },
  async check(facts, { min }) {
    if (facts.edits.length === 0) return notApplicable('the trace holds no edits');
    const links = await chainOf(facts);
    const held = links.filter(({ result }) => result.kind === 'holds').length;
    const broken = links.filter(({ result }) => result.kind === 'broken');
    return {
      measures:
        held + broken.length === 0
          ? []
          : [atLeast('CHAIN', held / (held + broken.length), min, { unit: 'ratio' })],
      unmeasured: [
        { item: 'tree', reason: NO_TREE },
        ...(facts.diffs.length === 0 ? [{ item: 'final', reason: 'the trace holds no final diff' }] : []),
        ...unknown(links),
      ],
      findings: broken.map(({ key, file, range, result }) => ({
        key,
        reason: 'S-CHAIN',
        range,
        message: `${file}: ${result.why}.`,
        items: [{ kind: 'edit', name: key }],
      })),
    };
  },
});

/** One entry a file. */
function unknown(links: readonly Link[]): readonly Unmeasured[] {
  const reasons = new Map<string, string>();
  for (const { file, result } of links)
    if (result.kind === 'unknown' && !reasons.has(file)) reasons.set(file, result.why);
  return [...reasons].map(([item, reason]) => ({ item, reason }));
}
