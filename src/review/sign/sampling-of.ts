/** The sample of a batch as it is signed, and drawn again when it is verified. Pure. */
import type { SignedSampling } from '../../schema/generated/types.ts';
import { samplingPlan, type SamplingMode } from '../sampling/plan.ts';
import { commitmentOf, drawSample, LEAST_PER_CAPTURER, seedOf, type Drawable } from '../sampling/select.ts';
import { batchRootOf } from './statement.ts';

/** How a sample is asked for. `nonce`: 64 hexadecimal digits; none is wanted where each trace is judged. */
export type SampleWish =
  { readonly mode: 'all' } | { readonly mode: Exclude<SamplingMode, 'all'>; readonly nonce: string };

/** The plan for these traces, and what it draws. */
export function sampleOf(traces: readonly Drawable[], wish: SampleWish): SignedSampling {
  const plan = samplingPlan(traces.length, wish.mode);
  const common = {
    mode: plan.mode,
    lot: plan.lot,
    size: plan.size,
    limiting_quality: plan.limitingQuality,
    defects: plan.defects,
    consumer_risk: plan.consumerRisk,
    least_per_capturer: LEAST_PER_CAPTURER,
  };
  if (wish.mode === 'all')
    return { ...common, selected: traces.map(({ name }) => ({ name, why: 'random' })) };
  const seed = seedOf(batchRootOf(traces), wish.nonce);
  return {
    ...common,
    nonce: wish.nonce,
    commitment: commitmentOf(wish.nonce),
    seed,
    selected: drawSample(traces, plan, seed),
  };
}

/** What must have been asked for to have this sample; undefined where it names no nonce and needs one. */
export function wishOf({ mode, nonce }: SignedSampling): SampleWish | undefined {
  if (mode === 'all') return { mode };
  return nonce === undefined ? undefined : { mode, nonce };
}
