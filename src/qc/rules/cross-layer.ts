import { fromMicros, fromSeconds, type TimeRange } from '../../base/time.ts';
import { commandActions, testActions } from '../actions.ts';
import type { Facts } from '../facts.ts';
import { atMost, defineRule, notApplicable, type Found, type Unmeasured } from '../rule.ts';
import { shellMarks } from '../shell-marks.ts';
import { distance, instant } from '../spans.ts';
import { StateEvidence } from '../state-evidence.ts';

export const crossLayer = defineRule({
  id: 'cross-layer',
  group: 'completeness',
  title: 'Commands, terminal and test reports tell the same story',
  formula:
    'silent = |{commands without output of their terminal in [t0 − near_s, t1 + near_s]}|, strangers = |{shell marks (OSC 133;C) without a command that starts within near_s}|, orphans = |{test runs without a command within near_s}|, each ≤ max',
  source: 'Rule set C7',
  parameters: { near_s: 'number', max: 'number' },
  async check(facts, { near_s, max }) {
    const near = fromSeconds(near_s);
    const commands = commandActions(facts);
    const tests = testActions(facts);
    if (commands.length === 0 && tests.length === 0 && facts.terminals.length === 0)
      return notApplicable('the trace holds no command, terminal or test run');
    const state = new StateEvidence(facts, 0);
    const silent = commands
      .filter(({ item, range }) => !state.outputIn(item.terminal, widened(range, near)))
      .map(({ about, range, label }) =>
        finding('silent', about, range, `${label}: its terminal recorded no output.`),
      );
    const orphans = tests
      .filter(
        ({ item, range }) =>
          !commands.some(
            (one) =>
              (item.commandSeq === undefined || one.item.seq === item.commandSeq) &&
              distance(one.range, range) <= near,
          ),
      )
      .map(({ about, range, label }) => finding('orphan', about, range, `${label}: no command ran it.`));
    const { strangers, unmeasured } = await strangersOf(facts, near);
    return {
      measures: [
        atMost('silent', silent.length, max, { unit: 'count' }),
        atMost('strangers', strangers.length, max, { unit: 'count' }),
        atMost('orphans', orphans.length, max, { unit: 'count' }),
      ],
      unmeasured,
      findings: [...silent, ...strangers, ...orphans],
    };
  },
});

/** What shells say they ran, and no record tells of. */
async function strangersOf(
  facts: Facts,
  near: number,
): Promise<{ readonly strangers: readonly Found[]; readonly unmeasured: readonly Unmeasured[] }> {
  const commands = commandActions(facts);
  const strangers: Found[] = [];
  const unmeasured: Unmeasured[] = [];
  for (const { layer, holds } of facts.terminals) {
    const marks = await shellMarks(holds);
    if (marks.length === 0) unmeasured.push({ item: layer.id, reason: 'its shell left no marks (OSC 133)' });
    for (const time of marks) {
      const known = commands.some(
        ({ item }) => item.terminal === layer.id && Math.abs(item.time - time) <= near,
      );
      if (known) continue;
      const message = `Terminal ${layer.id} ran a command of which there is no record.`;
      strangers.push(
        finding('stranger', { kind: 'layer', name: `${layer.id}@${time}` }, instant(time), message),
      );
    }
  }
  return { strangers, unmeasured };
}

function widened({ start, end }: TimeRange, by: number): TimeRange {
  return { start: fromMicros(start - by), end: fromMicros(end + by) };
}

function finding(what: string, about: Found['items'][number], range: TimeRange, message: string): Found {
  return { key: `${what}:${about.name}`, reason: 'S-XLAYER', range, message, items: [about] };
}
