/** Plans of redactions: read, and put together with the bundle that they are for. */
import { TraceError } from '../../base/errors.ts';
import { checkRecord } from '../../schema/check.ts';
import * as validators from '../../schema/generated/redaction-validators.js';
import type { Layer, Manifest, PlannedRedaction, RedactionPlan } from '../../schema/generated/types.ts';
import type { RemovedCookies } from './har.ts';
import type { RemovedTime } from './ranges.ts';
import type { Named } from './records.ts';

export type Planned<T extends PlannedRedaction['type']> = Extract<PlannedRedaction, { readonly type: T }>;

/** The text of a plan file. Throws `redaction-plan-invalid`. */
export function parsePlan(text: string, source: string): RedactionPlan {
  const invalid = (reason: string, cause?: unknown): TraceError =>
    new TraceError('redaction-plan-invalid', { source, reason }, cause);
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    // What the parser quotes of it may be a secret.
    throw invalid('it is no JSON', error);
  }
  const { violations, unknown } = checkRecord(validators.redaction_plan, json);
  const [first] = violations;
  if (first) throw invalid(`${first.pointer || '/'} ${first.reason}`);
  if (unknown.length > 0) throw invalid(`nobody knows ${unknown.join(', ')}`);
  // Checked just above.
  const plan = json as RedactionPlan;
  const ids = plan.redactions.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) < index);
  if (twice !== undefined) throw invalid(`two redactions have the id ${twice}`);
  return plan;
}

/** Where a box goes over the picture, in microseconds of trace time; undefined: always. */
export interface Box {
  readonly id: string;
  /** [x, y, width, height] in pixels; undefined: all of it. */
  readonly rect: readonly [number, number, number, number] | undefined;
  readonly time: RemovedTime | undefined;
}

/** A plan, sorted by what has to do it. */
export class Rules {
  readonly plan: RedactionPlan;
  readonly #manifest: Manifest;

  /** Throws `redaction-plan-invalid` where it names what the bundle does not have. */
  constructor(plan: RedactionPlan, manifest: Manifest, source: string) {
    this.plan = plan;
    this.#manifest = manifest;
    const invalid = (reason: string): TraceError =>
      new TraceError('redaction-plan-invalid', { source, reason });
    const layers = new Map(manifest.layers.map((layer) => [layer.id, layer]));
    for (const redaction of plan.redactions) {
      const { id } = redaction;
      const named =
        'layers' in redaction ? (redaction.layers ?? []) : 'layer' in redaction ? [redaction.layer] : [];
      const missing = named.find((name) => !layers.has(name));
      if (missing !== undefined)
        throw invalid(`${id} names the layer ${missing}, which the bundle does not have`);
      if ('t' in redaction && !isRange(redaction.t))
        throw invalid(`${id} has a time that does not end after it begins`);
      if (redaction.type === 'region' && (redaction.rect[2] === 0 || redaction.rect[3] === 0))
        throw invalid(`${id} has a rectangle without a size`);
      if (redaction.type === 'region' && layers.get(redaction.layer)?.kind !== 'screen_video')
        throw invalid(`${id} is about a part of the picture, and ${redaction.layer} is no screen_video`);
    }
  }

  of<T extends PlannedRedaction['type']>(type: T): readonly Planned<T>[] {
    return this.plan.redactions.filter((one): one is Planned<T> => one.type === type);
  }

  /** By which redaction a layer goes as a whole; undefined: it stays. */
  withheld(layer: string): string | undefined {
    return this.of('layer').find((one) => one.layer === layer)?.id;
  }

  /** Times of which a layer keeps nothing. */
  times(layer: Layer): readonly RemovedTime[] {
    return this.of('time')
      .filter(({ layers }) => layers === undefined || layers.includes(layer.id))
      .map(timeOf);
  }

  /** Times of which all layers, and the manifest, keep nothing. */
  get allTimes(): readonly RemovedTime[] {
    return this.of('time')
      .filter(({ layers }) => layers === undefined)
      .map(timeOf);
  }

  get keyTimes(): readonly RemovedTime[] {
    return this.of('keystrokes').map(timeOf);
  }

  /** Times at which a layer with sound is silent; words of a transcript made of such a layer go, too. */
  silences(layer: Layer): readonly RemovedTime[] {
    return this.of('audio')
      .filter((one) => one.layer === undefined || one.layer === layer.id || this.#isMadeOf(layer, one.layer))
      .map(timeOf);
  }

  /** A transcript that does not say what it was made of may be of any sound. */
  #isMadeOf(layer: Layer, sound: string): boolean {
    if (layer.kind !== 'transcript') return false;
    const from = layer.derived_from ?? [];
    return from.includes(sound) || !from.some((id) => this.#manifest.layers.some((other) => other.id === id));
  }

  boxes(layer: Layer): readonly Box[] {
    const regions = this.of('region')
      .filter((one) => one.layer === layer.id)
      .map(({ id, rect: [x = 0, y = 0, width = 0, height = 0], t }): Box => {
        const time = t && timeOf({ id, t });
        return { id, rect: [x, y, width, height], time };
      });
    return [...regions, ...this.times(layer).map((time): Box => ({ id: time.id, rect: undefined, time }))];
  }

  get files(): readonly Named[] {
    return this.of('file').map(({ id, path }) => ({ id, name: path }));
  }

  get urls(): readonly Named[] {
    return this.of('url').map(({ id, url }) => ({ id, name: url }));
  }

  get cookies(): readonly RemovedCookies[] {
    return this.of('cookies').map(({ id, names }) => ({ id, names }));
  }
}

function timeOf({
  id,
  t: [start = 0, end = 0],
}: {
  readonly id: string;
  readonly t: readonly number[];
}): RemovedTime {
  return { id, start, end };
}

function isRange([start = 0, end = 0]: readonly number[]): boolean {
  return end > start;
}
