/** The formats that a trace's data can be written in, and those that it has no layers for. Pure. */
import { writableLayers, type Exporter } from '../../exporters/exporter.ts';
import { EXPORTERS } from '../../exporters/registry.ts';
import type { Layer } from '../../schema/generated/types.ts';
import { trackLook } from '../../timeline/track-look.ts';
import type { Trace } from '../../trace/trace.ts';
import type { SavedMapping } from '../mappings/saved-mappings.ts';

/** A format on offer. */
export interface Offer {
  /** Of the format; of a mapping, `map:` and its name. */
  readonly id: string;
  readonly title: string;
  /** What of the trace is written. */
  readonly of: string;
  /** Of the file's name, without the first dot. */
  readonly ending: string;
  readonly mediaType: string;
  /** Layers of which one is written, or may be; more than one, or none. */
  readonly choice: readonly Layer[];
  /** Whether all of the trace can be written instead of one of those. */
  readonly allAtOnce: boolean;
  /** Whether it can be cut to a range. */
  readonly cut: boolean;
  /** Whether it is made of steps. */
  readonly steps: boolean;
  readonly writer: Exporter['id'] | SavedMapping;
}

/** A format that cannot be had of this trace. */
export interface Lacking {
  readonly id: string;
  readonly title: string;
  /** Goes on from the title: `needs Network, which was withheld`. */
  readonly reason: string;
}

export interface Offers {
  readonly offers: readonly Offer[];
  readonly lacking: readonly Lacking[];
}

const GONE: Readonly<Record<Exclude<Layer['status'], 'present'>, string>> = {
  empty: 'in which nothing happened',
  not_captured: 'which was not captured',
  lost: 'which is lost',
  withheld: 'which was withheld',
};

/** `mappings`: those that are saved here; of them, those that write are on offer. */
export function offersOf(trace: Pick<Trace, 'layers'>, mappings: readonly SavedMapping[]): Offers {
  const offers: Offer[] = [];
  const lacking: Lacking[] = [];
  for (const exporter of EXPORTERS) {
    const { id, title } = exporter;
    const reason = lackOf(exporter, trace);
    if (reason === undefined) offers.push(offerOf(exporter, trace));
    else lacking.push({ id, title, reason });
  }
  for (const mapping of mappings) {
    const { name, title, writes } = mapping;
    const id = `map:${name}`;
    if (writes === undefined) lacking.push({ id, title, reason: 'is read by its mapping, and not written' });
    else
      offers.push({
        id,
        title,
        of: `by the mapping ${name}, which is given all of the trace`,
        ending: writes === 'json' ? `${name}.json` : `${name}.jsonl`,
        mediaType: writes === 'json' ? 'application/json' : 'application/jsonl',
        choice: [],
        allAtOnce: true,
        cut: false,
        steps: false,
        writer: mapping,
      });
  }
  return { offers, lacking };
}

function offerOf(exporter: Exporter, trace: Pick<Trace, 'layers'>): Offer {
  const { id, title, ending, mediaType, kinds } = exporter;
  const layers = choiceOf(exporter, trace);
  return {
    id,
    title,
    of: partsOf(exporter, trace),
    ending,
    mediaType,
    choice: layers.length > 1 ? layers : [],
    allAtOnce: kinds.length === 0 && id !== 'atif',
    cut: true,
    steps: id === 'training' || id === 'atif',
    writer: id,
  };
}

function choiceOf(exporter: Exporter, trace: Pick<Trace, 'layers'>): readonly Layer[] {
  const { id, kinds, needs = [] } = exporter;
  if (kinds.length > 0) return writableLayers(exporter, trace);
  if (id === 'atif') return writableLayers({ kinds: ['agent_steps'] }, trace);
  return id === 'trace-events' ? writableLayers({ kinds: needs }, trace) : [];
}

function partsOf(exporter: Exporter, trace: Pick<Trace, 'layers'>): string {
  const { id, kinds } = exporter;
  if (id === 'training') return 'observation, verbalized reason, action and result of each step';
  if (id === 'trace-events') return 'all layers, for ui.perfetto.dev and chrome://tracing';
  const layers = choiceOf(exporter, trace);
  if (kinds.length === 0 && layers.length === 0) return 'a run made of what a person did';
  const names = layers.map(layerName).join(', ');
  return layers.length > 1 ? `one of ${names}` : names;
}

/** Undefined where it can be written. */
function lackOf(exporter: Exporter, trace: Pick<Trace, 'layers'>): string | undefined {
  const { kinds, needs = [] } = exporter;
  const wanted = kinds.length > 0 ? kinds : needs;
  if (wanted.length === 0 || writableLayers({ kinds: wanted }, trace).length > 0) return undefined;
  const names = wanted.map((kind) => trackLook(kind).title).join(', ');
  const [gone] = trace.layers.filter(({ kind }) => wanted.includes(kind));
  if (wanted.length > 1) return `needs one of ${names}, and this trace has none`;
  return gone && gone.status !== 'present'
    ? `needs ${layerName(gone)}, ${GONE[gone.status]}`
    : `needs ${names}, which this trace does not have`;
}

export function layerName({ title, kind }: Pick<Layer, 'title' | 'kind'>): string {
  return title ?? trackLook(kind).title;
}
