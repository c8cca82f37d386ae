/**
 * How many traces people look at: a zero-acceptance plan by the hypergeometric distribution. A batch with so many bad
 * traces that it should not pass gets past with a known small chance, and one bad trace of the sample stops it. Pure.
 */

/** How strict: tightened after batches that were rejected. `all`: each trace is looked at. */
export type SamplingMode = 'normal' | 'tightened' | 'all';

/** Share of bad traces that must not get past: rule set for captured traces C.4. */
const LIMITING_QUALITY = { normal: 0.1, tightened: 0.05 } as const;
/** Chance with which it does: the consumer's risk. */
const CONSUMER_RISK = 0.1;

export interface SamplingPlan {
  readonly mode: SamplingMode;
  /** N: traces of the batch. */
  readonly lot: number;
  /** LQ: share of bad traces against which the plan protects. 0 where all are looked at. */
  readonly limitingQuality: number;
  /** D = ⌈LQ · N⌉: that share in traces. */
  readonly defects: number;
  /** β: chance at most with which a batch with D bad traces would pass. 0 where all are looked at. */
  readonly consumerRisk: number;
  /** n: traces to look at. */
  readonly size: number;
}

/** The plan for a batch of `lot` traces, one or more. */
export function samplingPlan(lot: number, mode: SamplingMode): SamplingPlan {
  if (mode === 'all') return { mode, lot, limitingQuality: 0, defects: 0, consumerRisk: 0, size: lot };
  const limitingQuality = LIMITING_QUALITY[mode];
  const defects = defectsOf(lot, limitingQuality);
  const size = sampleSize(lot, defects, CONSUMER_RISK);
  return { mode, lot, limitingQuality, defects, consumerRisk: CONSUMER_RISK, size };
}

function defectsOf(lot: number, quality: number): number {
  // Products of fractions miss whole numbers by the last bit: 0.07 · 100 is a little more than 7.
  return Math.ceil(lot * quality - 1e-9);
}

/** Smallest n with C(N − D, n) ÷ C(N, n) ≤ β. */
function sampleSize(lot: number, defects: number, risk: number): number {
  let chance = 1;
  let size = 0;
  while (chance > risk && size < lot) {
    chance *= Math.max(0, lot - defects - size) / (lot - size);
    size += 1;
  }
  return size;
}

/** Chance that a sample of `size` out of `lot` holds none of `defects` bad ones: C(N − D, n) ÷ C(N, n). */
export function passChance(lot: number, defects: number, size: number): number {
  let chance = 1;
  for (let drawn = 0; drawn < size; drawn += 1) chance *= Math.max(0, lot - defects - drawn) / (lot - drawn);
  return chance;
}
