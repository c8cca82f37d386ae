/** What is to be written of a trace, while it is being chosen: kept as long as the page, by the bundle. Pure but for that. */
import { parseTime, toSeconds, type TimeRange } from '../../base/time.ts';
import { bundleStem } from '../../bundle/bundle-stem.ts';
import { STEP_KINDS, STEP_OPTIONS, type StepOptions } from '../../exporters/steps/step-options.ts';
import type { Layer } from '../../schema/generated/types.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Offer } from './data-offers.ts';
import type { DataRequest } from './export-service.ts';

export interface DataDraft {
  /** id of an offer. */
  readonly format: string;
  /** The marked range in whose place all of the trace was chosen: another one that is marked later is what is wanted again. */
  readonly allOf: TimeRange | undefined;
  /** id of the layer that is wanted of several; '': all of them, or the first where it is one. */
  readonly layer: string;
  /** Whether only some layers are read for steps; else those that tell most. */
  readonly some: boolean;
  /** ids of layers of steps that are left out then. */
  readonly layersOff: ReadonlySet<string>;
  /** As typed: seconds, seconds, and a number of characters. */
  readonly before: string;
  readonly after: string;
  readonly maxText: string;
}

const kept = new WeakMap<Trace['bundle'], DataDraft>();

/** What was chosen before; else training data, of the marked range where there is one. */
export function draftOf({ bundle, layers }: Pick<Trace, 'bundle' | 'layers'>): DataDraft {
  return (
    kept.get(bundle) ?? {
      format: 'training',
      allOf: undefined,
      layer: '',
      some: false,
      layersOff: new Set(layers.filter((layer) => !isReadAlone(layer, layers)).map(({ id }) => id)),
      before: String(STEP_OPTIONS.before / 1_000_000),
      after: String(STEP_OPTIONS.after / 1_000_000),
      maxText: String(STEP_OPTIONS.maxText),
    }
  );
}

export function keepDraft({ bundle }: Pick<Trace, 'bundle'>, draft: DataDraft): void {
  kept.set(bundle, draft);
}

/** Layers that steps can be made of. */
export function stepLayers({ layers }: Pick<Trace, 'layers'>): readonly Layer[] {
  return layers.filter(({ kind, status }) => status === 'present' && STEP_KINDS.includes(kind));
}

/** Whether it is read though nobody names it, beside others: see `gatherActions`. */
function isReadAlone({ kind, derived_from: from = [] }: Layer, layers: readonly Layer[]): boolean {
  return (
    kind !== 'input_events' &&
    !layers.some(
      (other) => other.kind === 'agent_steps' && other.status === 'present' && from.includes(other.id),
    )
  );
}

/** The fields of a draft that cannot be used, with what is wrong. */
export type Faults = Readonly<Partial<Record<'before' | 'after' | 'maxText' | 'layers', string>>>;

export function faultsOf(draft: DataDraft, offer: Offer, trace: Pick<Trace, 'layers'>): Faults {
  if (!offer.steps) return {};
  const time = 'Seconds, such as 20 or 1.5.';
  const none = draft.some && stepLayers(trace).every(({ id }) => draft.layersOff.has(id));
  return {
    ...(parseTime(draft.before) === undefined && { before: time }),
    ...(parseTime(draft.after) === undefined && { after: time }),
    ...(countOf(draft.maxText) === undefined && { maxText: 'A whole number from 1.' }),
    ...(none && { layers: 'Choose at least one.' }),
  };
}

function countOf(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text.trim()) ? Number(text) : undefined;
}

/** What is asked for by a draft without faults. `marked`: the range that is marked. */
export function requestOf(
  draft: DataDraft,
  offer: Offer,
  trace: Pick<Trace, 'layers'>,
  marked: TimeRange | undefined,
): DataRequest {
  const { choice, allAtOnce, writer } = offer;
  const chosen = choice.find(({ id }) => id === draft.layer) ?? (allAtOnce ? undefined : choice[0]);
  return {
    format: typeof writer === 'string' ? writer : { name: writer.name, text: writer.text },
    layer: chosen?.id,
    range: rangeOf(draft, offer, marked),
    steps: offer.steps ? stepsOf(draft, trace) : STEP_OPTIONS,
  };
}

/** Undefined: all of the trace. */
export function rangeOf(
  { allOf }: Pick<DataDraft, 'allOf'>,
  { cut }: Pick<Offer, 'cut'>,
  marked: TimeRange | undefined,
): TimeRange | undefined {
  const isAll = marked?.start === allOf?.start && marked?.end === allOf?.end;
  return isAll || !cut ? undefined : marked;
}

function stepsOf(draft: DataDraft, trace: Pick<Trace, 'layers'>): StepOptions {
  const { some, layersOff, before, after, maxText } = draft;
  const named = stepLayers(trace).filter(({ id }) => !layersOff.has(id));
  return {
    layers: some ? new Set(named.map(({ id }) => id)) : undefined,
    before: parseTime(before) ?? STEP_OPTIONS.before,
    after: parseTime(after) ?? STEP_OPTIONS.after,
    maxText: countOf(maxText) ?? STEP_OPTIONS.maxText,
  };
}

/** `<trace>.<from>-<to>s.<ending>`; `steps`: of a trace that knows an order alone, `<trace>.steps-<from>-<to>.<ending>`. */
export function dataName(
  label: string,
  { ending }: Pick<Offer, 'ending'>,
  range: TimeRange | undefined,
  steps: boolean,
): string {
  const stem = bundleStem(label);
  if (!range) return `${stem}.${ending}`;
  const [from, to] = [toSeconds(range.start), toSeconds(range.end)];
  // A second stands for a step, and the first is called 1.
  const part = steps ? `steps-${Math.floor(from) + 1}-${Math.ceil(to)}` : `${from}-${to}s`;
  return `${stem}.${part}.${ending}`;
}
