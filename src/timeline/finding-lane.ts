/** The lane of what quality control found. What a rule is, it does not know. */
import type { TimeRange } from '../base/time.ts';
import { createMarks, withLimits, type Tone } from './marks.ts';
import type { Lane } from './tracks.ts';

export interface LaneFinding {
  readonly range: TimeRange;
  /** 1 is the worst. */
  readonly severity: 1 | 2 | 3;
  /** Somebody lets it pass: it is still shown. */
  readonly waived: boolean;
  /** Stands in the lane where there is room. */
  readonly label: string;
  /** One line for the hover card. */
  readonly text: string;
}

/** In CSS pixels. */
const HEIGHT = 18;

/** The topmost last. */
const TONES: readonly Tone[] = ['unknown', 'track', 'warn', 'fail'];
const TONE_OF = { 1: 'fail', 2: 'warn', 3: 'track' } as const;

/** The lane of those findings. `note`: what stands in it where there is none. */
export function findingsLane(findings: readonly LaneFinding[], note: string): Lane {
  const items = findings
    .map((finding) => ({ time: finding.range.start, end: finding.range.end, finding }))
    .sort((a, b) => a.time - b.time);
  const toneOf = ({ finding: { waived, severity } }: (typeof items)[number]): Tone =>
    waived ? 'unknown' : TONE_OF[severity];
  const marks = TONES.flatMap((tone) => {
    const own = items.filter((item) => toneOf(item) === tone);
    if (own.length === 0) return [];
    return createMarks({
      shape: 'span',
      tone,
      items: own,
      label: ({ finding }) => finding.label,
      describe: ({ finding }) => finding.text,
    });
  });
  const content = withLimits(marks);
  return {
    id: 'findings',
    layer: undefined,
    title: 'Findings',
    sync: undefined,
    quality: undefined,
    colour: 'findings',
    kind: 'findings',
    height: HEIGHT,
    note: findings.length === 0 ? note : undefined,
    load: () => Promise.resolve(content),
  };
}
