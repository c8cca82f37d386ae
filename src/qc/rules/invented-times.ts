import { append } from '../../base/long-lists.ts';
import { fromSeconds } from '../../base/time.ts';
import { describeRhythm } from '../rhythm.ts';
import { timeSeries } from '../time-series.ts';
import { rangeOf } from '../spans.ts';
import {
  atLeast,
  atMost,
  defineRule,
  notApplicable,
  type Found,
  type Measure,
  type Unmeasured,
} from '../rule.ts';
import type { TraceTime } from '../../base/time.ts';

const WORDS: Readonly<Record<string, string>> = {
  burstiness: 'come at nearly equal intervals, as nothing does that people and programs do',
  same: 'mostly stand at one and the same time',
  round: 'are mostly round numbers',
};

export const inventedTimes = defineRule({
  id: 'invented-times',
  group: 'completeness',
  title: 'Times look measured, not made up',
  formula:
    'Over the items of each layer, of which there must be min_items: burstiness B = (σ − μ) ÷ (σ + μ) of the intervals, −1 for a clockwork, 0 for chance, towards 1 for bursts ≥ min_burstiness; same = share of items at the time of the one before ≤ max_same; round = share of items a whole multiple of round_s after the first ≤ max_round',
  source: 'Goh & Barabási 2008, Burstiness and memory in complex systems (EPL 81, 48002)',
  parameters: {
    min_items: 'number',
    min_burstiness: 'number',
    max_same: 'number',
    round_s: 'number',
    max_round: 'number',
  },
  check(facts, { min_items, min_burstiness, max_same, round_s, max_round }) {
    if (facts.manifest.session.mode === 'synthetic')
      return notApplicable('the trace says that it is synthetic: nobody measured its times');
    const measures: Measure[] = [];
    const unmeasured: Unmeasured[] = [];
    const findings: Found[] = [];
    for (const { layer, native, times } of timeSeries(facts)) {
      const item = layer.id;
      if (times.length < min_items) {
        unmeasured.push({ item, reason: `it has ${times.length} items, too few to judge` });
        continue;
      }
      const { burstiness, same, round } = describeRhythm(native, fromSeconds(round_s));
      const own = [
        ...(burstiness === undefined
          ? []
          : [atLeast('burstiness', burstiness, min_burstiness, { unit: 'score', item })]),
        atMost('same', same, max_same, { unit: 'ratio', item }),
        atMost('round', round, max_round, { unit: 'ratio', item }),
      ];
      append(measures, own);
      for (const { name, ok } of own)
        if (!ok)
          findings.push({
            key: `${name}:${item}`,
            reason: 'T-CLOCK',
            range: rangeOf((times[0] ?? 0) as TraceTime, (times.at(-1) ?? 0) as TraceTime),
            message: `The times of layer ${item} ${WORDS[name] ?? name}.`,
            items: [{ kind: 'layer', name: item }],
          });
    }
    return { measures, unmeasured, findings };
  },
});
