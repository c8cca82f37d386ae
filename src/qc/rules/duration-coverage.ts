import type { TimeWords } from '../../base/time-words.ts';
import { fromSeconds, type TimeRange } from '../../base/time.ts';
import { timeWords } from '../../trace/order-only.ts';
import { coverageOf, doubtsOf, missingOf, type CoverageKind, type LayerCoverage } from '../coverage.ts';
import { pausesOf } from '../pauses.ts';
import { atLeast, defineRule, notApplicable, type Found } from '../rule.ts';
import { lengthOf } from '../spans.ts';

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
    'COV_L = |∪ spans_L ∩ T| ÷ |T| ≥ video_min, audio_min or event_min, T = [0, duration) without pauses that have a reason. A frame spans until the next one, or the median interval where that is later than video_still_s; a sound from its first to its last sample; a heartbeat heartbeat_s; a layer without heartbeats from its declared start to its declared end.',
  source: 'Rule set C2',
  parameters: {
    video_min: 'number',
    audio_min: 'number',
    event_min: 'number',
    video_still_s: 'number',
    heartbeat_s: 'number',
  },
  check(facts, { video_min, audio_min, event_min, video_still_s, heartbeat_s }) {
    const { duration } = facts;
    const words = timeWords(facts.manifest);
    const { explained } = pausesOf(facts);
    const whole = duration - lengthOf(explained);
    const layers = coverageOf(facts, { still: fromSeconds(video_still_s), beat: fromSeconds(heartbeat_s) });
    if (layers.length === 0 || whole === 0)
      return notApplicable('no layer has a recorder that runs all the time');
    const limits = { video: video_min, audio: audio_min, event: event_min };
    const measured = layers
      .filter(({ covered }) => covered !== undefined)
      .map((one) => {
        const missing = missingOf(one, explained, duration);
        const value = (whole - lengthOf(missing)) / whole;
        const measure = atLeast('COV', value, limits[one.kind], { unit: 'ratio', item: one.layer.id });
        return { measure, findings: measure.ok ? [] : [finding(one, missing, words)] };
      });
    return {
      measures: measured.map(({ measure }) => measure),
      unmeasured: doubtsOf(layers),
      findings: measured.flatMap(({ findings }) => findings),
    };
  },
});

/** The longest of the gaps stands for all. */
function finding({ layer, kind }: LayerCoverage, missing: readonly TimeRange[], words: TimeWords): Found {
  const [longest] = [...missing].sort((a, b) => b.end - b.start - (a.end - a.start));
  return {
    key: layer.id,
    reason: GAP_REASONS[kind],
    range: longest,
    message: `Layer ${layer.id} lacks ${words.extent(lengthOf(missing))} of the trace; this is the longest of ${missing.length} ${missing.length === 1 ? 'part' : 'parts'}.`,
    items: [{ kind: 'layer', name: layer.id }],
  };
}
