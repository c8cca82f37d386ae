import { formatDuration, fromSeconds } from '../../base/time.ts';
import { coverageOf, NO_HEARTBEAT } from '../coverage.ts';
import { uncovered } from '../spans.ts';
import { atMost, defineRule, notApplicable } from '../rule.ts';
import { GAP_REASONS } from './duration-coverage.ts';

/** More gaps of one layer than these are counted, not listed: the longest are. */
const LISTED = 50;

export const gaps = defineRule({
  id: 'gaps',
  group: 'completeness',
  title: 'No recorder left a gap',
  formula:
    'gaps_L = |{maximal uncovered intervals of L longer than video_s, audio_s or event_s}| ≤ max_gaps, with the spans of duration-coverage. Schema 2.2 has no record of pauses, so that no gap is explained.',
  source: 'Rule set C3',
  parameters: { video_s: 'number', audio_s: 'number', event_s: 'number', max_gaps: 'number' },
  check(facts, { video_s, audio_s, event_s, max_gaps }) {
    const longest = { video: fromSeconds(video_s), audio: fromSeconds(audio_s), event: fromSeconds(event_s) };
    const layers = coverageOf(facts, longest.video);
    if (layers.length === 0) return notApplicable('no layer has a recorder that runs all the time');
    const measured = layers.flatMap(({ layer, kind, covered }) => {
      if (!covered) return [];
      const found = uncovered(covered, facts.duration).filter(
        ({ start, end }) => end - start > longest[kind],
      );
      return [{ layer, kind, found }];
    });
    return {
      measures: measured.map(({ layer, found }) =>
        atMost('gaps', found.length, max_gaps, { unit: 'count', item: layer.id }),
      ),
      unmeasured: layers
        .filter(({ covered }) => !covered)
        .map(({ layer }) => ({ item: layer.id, reason: NO_HEARTBEAT })),
      findings: measured.flatMap(({ layer, kind, found }) =>
        [...found]
          .sort((a, b) => b.end - b.start - (a.end - a.start))
          .slice(0, LISTED)
          .sort((a, b) => a.start - b.start)
          .map((range) => ({
            key: `${layer.id}:${range.start}`,
            reason: GAP_REASONS[kind],
            range,
            message: `Layer ${layer.id} has nothing for ${formatDuration(range.end - range.start)}.`,
            items: [{ kind: 'layer', name: layer.id }],
          })),
      ),
    };
  },
});
