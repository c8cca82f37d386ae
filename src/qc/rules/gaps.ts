import type { TimeWords } from '../../base/time-words.ts';
import { formatDuration, fromSeconds, type TimeRange } from '../../base/time.ts';
import { timeWords } from '../../trace/order-only.ts';
import { coverageOf, doubtsOf, missingOf, type LayerCoverage } from '../coverage.ts';
import type { Facts } from '../facts.ts';
import { pausesOf } from '../pauses.ts';
import { atMost, defineRule, notApplicable, type Found } from '../rule.ts';
import { lengthOf } from '../spans.ts';
import { GAP_REASONS } from './duration-coverage.ts';

/** More gaps of one layer than these are counted, not listed: the longest are. */
const LISTED = 50;

export const gaps = defineRule({
  id: 'gaps',
  group: 'completeness',
  title: 'No recorder left a gap that nobody explains',
  formula:
    'gaps_L = |{maximal intervals of T without a span of L, longer than video_s, audio_s or event_s}| ≤ max_gaps, with the spans and T of duration-coverage, a heartbeat holding for event_s; unexplained = |{declared pauses without a reason}| ≤ max_unexplained; paused = |pauses with a reason| ÷ duration ≤ max_paused',
  source: 'Rule set C3',
  parameters: {
    video_s: 'number',
    audio_s: 'number',
    event_s: 'number',
    max_gaps: 'number',
    max_unexplained: 'number',
    max_paused: 'number',
  },
  check(facts, { video_s, audio_s, event_s, max_gaps, max_unexplained, max_paused }) {
    const { duration } = facts;
    const words = timeWords(facts.manifest);
    const longest = { video: fromSeconds(video_s), audio: fromSeconds(audio_s), event: fromSeconds(event_s) };
    const layers = coverageOf(facts, { still: longest.video, beat: longest.event });
    if (layers.length === 0 || duration === 0)
      return notApplicable('no layer has a recorder that runs all the time');
    const pauses = pausesOf(facts);
    const measured = layers
      .filter(({ covered }) => covered !== undefined)
      .map((one) => ({
        one,
        found: missingOf(one, pauses.explained, duration).filter(
          ({ start, end }) => end - start > longest[one.kind],
        ),
      }));
    const unexplained = unexplainedOf(facts);
    const paused = lengthOf(pauses.explained) / duration;
    return {
      measures: [
        ...measured.map(({ one, found }) =>
          atMost('gaps', found.length, max_gaps, { unit: 'count', item: one.layer.id }),
        ),
        // Without a layer that was measured these would look like a pass.
        ...(measured.length === 0
          ? []
          : [
              atMost('unexplained', unexplained.length, max_unexplained, { unit: 'count' }),
              atMost('paused', paused, max_paused, { unit: 'ratio' }),
            ]),
      ],
      unmeasured: doubtsOf(layers),
      findings: [
        ...measured.flatMap(({ one, found }) => findingsOf(one, found, words)),
        ...unexplained,
        ...(paused > max_paused ? pauses.explained.map(pauseFinding) : []),
      ],
    };
  },
});

function findingsOf(
  { layer, kind }: LayerCoverage,
  found: readonly TimeRange[],
  words: TimeWords,
): readonly Found[] {
  return [...found]
    .sort((a, b) => b.end - b.start - (a.end - a.start))
    .slice(0, LISTED)
    .map((range) => ({
      key: `${layer.id}:${range.start}`,
      reason: GAP_REASONS[kind],
      range,
      message: `Layer ${layer.id} has nothing for ${words.extent(range.end - range.start)}.`,
      items: [{ kind: 'layer', name: layer.id }],
    }));
}

function unexplainedOf(facts: Facts): readonly Found[] {
  return pausesOf(facts).unexplained.map(({ index, range }) => ({
    key: `pause:${index}`,
    reason: 'T-PAUSE-UNEXPLAINED',
    range,
    message: `Recording was paused for ${formatDuration(range.end - range.start)}, and nobody says why.`,
    items: [{ kind: 'manifest', name: `/clock/x-pauses/${index}` }],
  }));
}

/** One of several that are together too long. */
function pauseFinding(range: TimeRange): Found {
  return {
    key: `paused:${range.start}`,
    reason: 'T-REC-RESTART',
    range,
    message: `Recording was paused for ${formatDuration(range.end - range.start)}, with a reason: together the pauses are too long.`,
    items: [],
  };
}
