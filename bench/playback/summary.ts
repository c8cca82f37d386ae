/** Sums up a long run: how far picture and voice were from the clock, and whether that grew. */
import { quantile, type Row } from '../table.ts';
import type { LongRun, LongRunResult, Moment } from './long-run.ts';

/** Milliseconds of wall time: those of trace time, divided by the speed where it is above 1. */
export interface Offsets {
  readonly p95: number;
  readonly largest: number;
  /** The largest outside of stalls and of the seconds after them. */
  readonly largestCalm: number;
  /** The mean, with its sign, outside of stalls: of the first minute and of the last. */
  readonly first: number;
  readonly last: number;
}

export interface LongRunSummary {
  readonly run: LongRun;
  readonly picture: Offsets;
  /** Undefined where it is muted for its speed. */
  readonly voice: Offsets | undefined;
  /** Animation frames in which the clock ran backwards. */
  readonly backwards: number;
  readonly videoSeeks: number;
  readonly voiceSeeks: number;
  readonly videoNudges: number;
  readonly largestNudge: number;
}

/** What a run may not exceed, in milliseconds as above. */
export interface Limits {
  readonly p95: number;
  readonly largestCalm: number;
  /** Between the first minute and the last. */
  readonly growth: number;
}

const FRAME = 1_000 / 30;
/** A frame; at 16× a stall takes several seeks to make up for, which the seconds after it do not always cover. */
export const pictureLimits = (speed: number): Limits => ({
  p95: FRAME,
  largestCalm: speed > 4 ? 10 * FRAME : speed < 1 ? 5 * FRAME : FRAME,
  growth: 3,
});
/**
 * Corrections begin at 30 ms, and end at 10; people notice 45 ms of a voice before its picture, and 125 after it. Played
 * slowly, a stall takes as much longer to make up for.
 */
export const voiceLimits = (speed: number): Limits => ({
  p95: 30,
  largestCalm: speed < 1 ? 80 : 45,
  growth: FRAME,
});

/** Seconds in which everything starts. */
const START = 3;
const MINUTE = 60;

export function summarizeRun(run: LongRun, { moments, ...counts }: LongRunResult): LongRunSummary {
  const { speed, seconds } = run;
  const started = moments.filter(({ wall }) => wall >= START);
  const offsets = (of: (moment: Moment) => number | undefined): Offsets | undefined => {
    const millis = (some: readonly Moment[]): readonly number[] =>
      some.flatMap((moment) => {
        const seconds = of(moment);
        return seconds === undefined ? [] : [(seconds * 1_000) / Math.max(1, speed)];
      });
    const calm = started.filter(({ disturbed }) => !disturbed);
    const sizes = millis(started).map(Math.abs);
    if (sizes.length === 0) return undefined;
    return {
      p95: quantile(sizes, 0.95),
      largest: quantile(sizes, 1),
      largestCalm: quantile(millis(calm).map(Math.abs), 1),
      first: mean(millis(calm.filter(({ wall }) => wall < START + MINUTE))),
      last: mean(millis(calm.filter(({ wall }) => wall >= seconds - MINUTE))),
    };
  };
  const picture = offsets((moment) => moment.picture);
  if (!picture) throw new Error('nothing was played');
  return {
    run,
    picture,
    voice: offsets((moment) => moment.voice),
    backwards: moments.filter(({ now }, index) => now < (moments[index - 1]?.now ?? 0)).length,
    ...counts,
  };
}

export function withinLimits({ p95, largestCalm, first, last }: Offsets, limits: Limits): boolean {
  return p95 <= limits.p95 && largestCalm <= limits.largestCalm && Math.abs(last - first) <= limits.growth;
}

export function summaryRows(summaries: readonly LongRunSummary[]): readonly Row[] {
  const cells = (offsets: Offsets | undefined, limits: Limits): Row =>
    offsets
      ? [
          `${ms(offsets.p95)} ≤ ${ms(limits.p95)}`,
          `${ms(offsets.largestCalm)} ≤ ${ms(limits.largestCalm)}`,
          ms(offsets.largest),
          `${ms(offsets.first)} → ${ms(offsets.last)}`,
        ]
      : ['muted', '', '', ''];
  return [
    [
      'speed, skew of picture / voice',
      'picture: p95',
      'largest',
      'in stalls',
      'first → last min',
      'voice: p95',
      'largest',
      'in stalls',
      'first → last min',
      'seeks',
      'nudges',
    ],
    ...summaries.map(({ run, picture, voice, videoSeeks, voiceSeeks, videoNudges }): Row => [
      `${run.speed}×, ${ppm(run.videoSkew)} / ${ppm(run.voiceSkew)}`,
      ...cells(picture, pictureLimits(run.speed)),
      ...cells(voice, voiceLimits(run.speed)),
      `${videoSeeks} / ${voiceSeeks}`,
      String(videoNudges),
    ]),
  ];
}

const ms = (value: number): string => value.toFixed(1);
const ppm = (skew: number): string => `${skew > 0 ? '+' : ''}${Math.round(skew * 1e6)} ppm`;

function mean(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0) / values.length;
}
