import { formatDuration, fromSeconds } from '../../base/time.ts';
import { coverageOf, NO_HEARTBEAT, type CoverageKind, type LayerCoverage } from '../coverage.ts';
import { lengthOf, uncovered } from '../spans.ts';
import { atLeast, defineRule, notApplicable, type Found } from '../rule.ts';
import type { TraceTime } from '../../base/time.ts';

export const GAP_REASONS = {
  video: 'T-GAP-VIDEO',
  audio: 'T-GAP-AUDIO',
  event: 'T-GAP-EVENT',
} as const satisfies Readonly<Record<CoverageKind, string>>;

export const durationCoverage = defineRule({
  id: 'duration-coverage',
  group: 'completeness',
  title: 'Each recorder ran for the whole trace',
  formula:
    'COV_L = |∪ spans_L ∩ T| ÷ |T| ≥ video_min, audio_min or event_min, T = [0, duration). A frame spans until the next one, or the median interval where that is later than video_still_s; a sound from its first to its last sample; another layer from its declared start to its declared end.',
  source: 'Rule set C2',
  parameters: { video_min: 'number', audio_min: 'number', event_min: 'number', video_still_s: 'number' },
  check(facts, { video_min, audio_min, event_min, video_still_s }) {
    const layers = coverageOf(facts, fromSeconds(video_still_s));
    if (layers.length === 0 || facts.duration === 0)
      return notApplicable('no layer has a recorder that runs all the time');
    const limits = { video: video_min, audio: audio_min, event: event_min };
    const measured = layers.flatMap(({ layer, kind, covered }) => {
      if (!covered) return [];
      const value = lengthOf(covered) / facts.duration;
      const measure = atLeast('COV', value, limits[kind], { unit: 'ratio', item: layer.id });
      return [{ measure, found: measure.ok ? [] : [missing({ layer, kind, covered }, facts.duration)] }];
    });
    return {
      measures: measured.map(({ measure }) => measure),
      unmeasured: layers
        .filter(({ covered }) => !covered)
        .map(({ layer }) => ({ item: layer.id, reason: NO_HEARTBEAT })),
      findings: measured.flatMap(({ found }) => found),
    };
  },
});

/** The longest of the gaps stands for all. */
function missing({ layer, kind, covered = [] }: LayerCoverage, duration: TraceTime): Found {
  const gaps = uncovered(covered, duration);
  const [longest] = [...gaps].sort((a, b) => b.end - b.start - (a.end - a.start));
  return {
    key: layer.id,
    reason: GAP_REASONS[kind],
    range: longest,
    message: `Layer ${layer.id} lacks ${formatDuration(lengthOf(gaps))} of the trace; this is the longest of ${gaps.length} ${gaps.length === 1 ? 'part' : 'parts'}.`,
    items: [{ kind: 'layer', name: layer.id }],
  };
}
