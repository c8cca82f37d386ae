import { fromSeconds } from '../../base/time.ts';
import { orderSteps, timeWords } from '../../trace/order-only.ts';
import type { Facts } from '../facts.ts';
import { atLeast, atMost, defineRule, notApplicable, told, type Unmeasured, type Verdict } from '../rule.ts';
import { coverMoments, type Coverage } from '../verbalization/cover.ts';
import { momentGaps, silenceGaps } from '../verbalization/gaps.ts';
import { mergeSigns } from '../verbalization/moment.ts';
import { segmentsOf } from '../verbalization/segments.ts';
import { silences } from '../verbalization/silence.ts';
import { SIGN_PARAMETERS, signsOf } from '../verbalization/signs.ts';

export const verbalization = defineRule({
  id: 'verbalization',
  group: 'verbalization',
  title: 'Every meaningful decision is explained',
  formula:
    'Moments M: commands (w 1; none of trivial_commands, no repeat within repeat_s), navigations (1), other tools (1; used for dwell_s), edits (2; one file, pauses ≤ burst_gap_s, ≥ burst_lines or ≥ burst_s), test runs (2), changes of config_files or by dependency_commands (2), returns to an earlier content or by revert_commands (3), the first other step after a failed command (3), commits and submit_commands (3). Those within merge_s are one, of the greatest weight, at most cap_s long; those of different agents are not. Segments V: cues and notes of ≥ min_words words that are no fillers; as long, what an agent says in a step, message and reasoning without code, from the step to the last record that names a call of it: it counts for what that agent does. A: a segment meets [t0 − window_before_s, t1 + window_after_s], and explains no more than moments_each moments; B: one there names it; C: one there gives a reason. VC_x = Σ w·x(m) ÷ Σ w; VC_A ≥ min. Gaps: S1 = a moment of weight 3, or silence > silence_critical_s; S2 = weight 2, silence > silence_s with active_s seconds of activity, or three moments of weight 1 within row_s; S3 = the rest. S1 ≤ max_s1, S2 ≤ max_s2.',
  source: 'Rule set C.2; Ericsson & Simon 1993, Protocol Analysis (concurrent reports)',
  parameters: {
    ...SIGN_PARAMETERS,
    merge_s: 'number',
    cap_s: 'number',
    min_words: 'number',
    fillers: 'words',
    reasons: 'words',
    window_before_s: 'number',
    window_after_s: 'number',
    moments_each: 'number',
    min: 'number',
    silence_s: 'number',
    silence_critical_s: 'number',
    active_s: 'number',
    row_s: 'number',
    max_s1: 'number',
    max_s2: 'number',
  },
  async check(facts, p): Promise<Verdict> {
    const unheard = unheardVoice(facts);
    if (unheard.length > 0) return { measures: [], unmeasured: unheard };
    const moments = mergeSigns(await signsOf(facts, p), {
      near: fromSeconds(p.merge_s),
      cap: fromSeconds(p.cap_s),
    });
    if (moments.length === 0)
      return notApplicable(
        orderSteps(facts.manifest) === undefined
          ? 'no layer tells of any decision'
          : 'only the order is known: nobody can tell what was said at the time',
      );
    const segments = segmentsOf(facts, { minWords: p.min_words, fillers: p.fillers });
    const coverages = coverMoments(moments, segments, {
      before: fromSeconds(p.window_before_s),
      after: fromSeconds(p.window_after_s),
      each: p.moments_each,
      reasons: p.reasons,
    });
    const quiet = silences(facts, segments, { longest: fromSeconds(p.silence_s), active: p.active_s });
    const words = timeWords(facts.manifest);
    const findings = [
      ...momentGaps(coverages, fromSeconds(p.row_s), words),
      ...silenceGaps(quiet, fromSeconds(p.silence_critical_s), words),
    ];
    const count = (severity: 'S1' | 'S2'): number =>
      findings.filter((one) => one.severity === severity).length;
    return {
      measures: [
        atLeast(
          'VC_A',
          share(coverages, ({ segment }) => segment !== undefined),
          p.min,
          { unit: 'ratio' },
        ),
        atMost('S1', count('S1'), p.max_s1, { unit: 'count' }),
        atMost('S2', count('S2'), p.max_s2, { unit: 'count' }),
        told(
          'VC_B',
          share(coverages, ({ isTopical }) => isTopical),
          { unit: 'ratio' },
        ),
        told(
          'VC_C',
          share(coverages, ({ isReasoned }) => isReasoned),
          { unit: 'ratio' },
        ),
        told('moments', moments.length, { unit: 'count' }),
        told('segments', segments.length, { unit: 'count' }),
        ...facts.agents.map(({ layer: { id } }) =>
          told('segments', segments.filter(({ layer }) => layer === id).length, { unit: 'count', item: id }),
        ),
      ],
      unmeasured: [
        ...facts.transcripts.map(({ layer }) => ({
          item: layer.id,
          reason: 'its format holds no confidence: every cue counts as heard rightly',
        })),
        {
          item: 'VC_C',
          reason: 'counted from words such as because; no calibrator has confirmed the reasons',
        },
      ],
      findings,
    };
  },
});

/** Sound that nobody has written down, or whose transcript is broken: whether it explains anything cannot be told. */
function unheardVoice({ manifest, transcripts }: Facts): readonly Unmeasured[] {
  if (transcripts.length > 0) return [];
  return manifest.layers
    .filter(({ kind, status }) => (kind === 'speech_audio' || kind === 'transcript') && status === 'present')
    .map(({ id }) => ({
      item: id,
      reason: 'there is no transcript that could be read, so that nobody can tell what is said',
    }));
}

/** The weight of the moments for which something holds, of the weight of all. */
function share(coverages: readonly Coverage[], holds: (coverage: Coverage) => boolean): number {
  const weightOf = (list: readonly Coverage[]): number =>
    list.reduce((sum, { moment }) => sum + moment.weight, 0);
  return weightOf(coverages.filter(holds)) / weightOf(coverages);
}
