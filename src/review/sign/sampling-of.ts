/** The sample of a batch as it is signed, and drawn again when it is verified. Pure. */
import type { GoldFile, SignedEarlier, SignedSampling } from '../../schema/generated/types.ts';
import { doublesOf, doublesWanted, type Listed } from '../conduct/double-review.ts';
import { tracesBefore } from '../conduct/earlier.ts';
import { FIRST_OF_NEW } from '../conduct/newcomers.ts';
import { samplingPlan, type SamplingMode } from '../sampling/plan.ts';
import { commitmentOf, drawSample, LEAST_PER_CAPTURER, seedOf, type Drawable } from '../sampling/select.ts';
import type { TraceEvidence } from './evidence.ts';
import { batchRootOf } from './statement.ts';

/**
 * How a sample is asked for. `nonce`: 64 hexadecimal digits; none is wanted where each trace is judged. `earlier`: what
 * earlier batches say; absent: everybody is new.
 */
export type SampleWish = { readonly earlier?: SignedEarlier | undefined } & (
  { readonly mode: 'all' } | { readonly mode: Exclude<SamplingMode, 'all'>; readonly nonce: string }
);

/** A trace of a batch, as it is drawn from. */
export type Sampled = Drawable & Listed;

/** The plan for these traces, what it draws, and which of that two have to judge. */
export function sampleOf(traces: readonly Sampled[], wish: SampleWish): SignedSampling {
  const { earlier } = wish;
  const plan = samplingPlan(traces.length, wish.mode);
  const common = {
    mode: plan.mode,
    lot: plan.lot,
    size: plan.size,
    limiting_quality: plan.limitingQuality,
    defects: plan.defects,
    consumer_risk: plan.consumerRisk,
    least_per_capturer: LEAST_PER_CAPTURER,
    first_of_new: FIRST_OF_NEW,
    ...(earlier && { earlier }),
  };
  const twiceBefore = earlier?.verdicts.length ?? 0;
  if (wish.mode === 'all')
    return {
      ...common,
      selected: traces.map(({ name }) => ({ name, why: 'random' })),
      double: doublesOf(traces, doublesWanted(traces.length, twiceBefore)),
    };
  const seed = seedOf(batchRootOf(traces), wish.nonce);
  const selected = drawSample(traces, plan, seed, tracesBefore(earlier));
  return {
    ...common,
    nonce: wish.nonce,
    commitment: commitmentOf(wish.nonce),
    seed,
    selected,
    double: selected.slice(0, doublesWanted(selected.length, twiceBefore)).map(({ name }) => name),
  };
}

/** What must have been asked for to have this sample; undefined where it names no nonce and needs one. */
export function wishOf({ mode, nonce, earlier }: SignedSampling): SampleWish | undefined {
  if (mode === 'all') return { mode, earlier };
  return nonce === undefined ? undefined : { mode, nonce, earlier };
}

/** A trace as it is drawn from; undefined where its bundle could not be read. */
export function drawableOf({ row, bundle }: TraceEvidence): Sampled | undefined {
  if (bundle.state !== 'read') return undefined;
  const { root, bundleId, facts } = bundle.content;
  return { name: row.name, root, bundleId, capturer: facts.capturer.name, recorded: facts.recorded };
}

/** Whether a trace is one with a known defect, which is no part of the batch. */
export function isMixedIn({ row, bundle }: TraceEvidence, gold: GoldFile | undefined): boolean {
  const id = bundle.state === 'read' ? bundle.content.bundleId : row.bundle_id;
  return gold?.traces.some(({ bundle_id: known }) => known === id) ?? false;
}
