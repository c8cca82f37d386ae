import { commandActions } from '../actions.ts';
import { atLeast, defineRule, notApplicable } from '../rule.ts';

export const exitCodes = defineRule({
  id: 'exit-codes',
  group: 'completeness',
  title: 'Every command that ended has its exit code',
  formula:
    'EXIT = |{ended commands with an exit code from the shell, the output or other evidence}| ÷ |ended commands| ≥ min',
  source: 'Rule set C5 (typed evidence)',
  parameters: { min: 'number' },
  check(facts, { min }) {
    const ended = commandActions(facts).filter(({ item }) => item.end !== undefined);
    if (ended.length === 0) return notApplicable('the trace holds no command that ended');
    const without = ended.filter(({ item }) => item.exitCode === undefined || item.exitSource === 'unknown');
    return {
      measures: [atLeast('EXIT', (ended.length - without.length) / ended.length, min, { unit: 'ratio' })],
      findings: without.map(({ item, about, range }) => ({
        key: about.name,
        reason: 'S-NO-AFTER',
        range,
        message: `How command ${item.seq} ended is not recorded.`,
        items: [about],
      })),
    };
  },
});
