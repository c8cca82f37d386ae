/** The manifest of a redacted copy: without what was removed, with a record of each redaction, and of no secret. */
import { MANIFEST_PATH } from '../../bundle/bundle-source.ts';
import type {
  Layer,
  Manifest,
  PlannedRedaction,
  PrivacyScan,
  Redaction,
} from '../../schema/generated/types.ts';
import type { Finder } from '../../share/redact/finder.ts';
import { relinked } from '../../share/redact/links.ts';
import { maskValue } from '../../share/redact/mask.ts';
import type { Rules } from '../../share/redact/plan.ts';
import { removes } from '../../share/redact/ranges.ts';
import { bundleUuid } from '../../schema/digest.ts';
import { namedPictures } from '../../trace/agent-steps.ts';
import type { Decided } from './decide.ts';
import type { Written } from './write-copy.ts';

interface Parts {
  readonly manifest: Manifest;
  readonly decided: Decided;
  readonly written: Written;
  readonly rules: Rules;
  readonly finder: Finder;
  readonly version: string;
  /** RFC 3339. */
  readonly at: string;
}

type RedactionHead = Pick<Redaction, 'id' | 'method' | 'category' | 'by' | 'at'> & {
  readonly 'x-places': number;
};

/** A redaction of what is in no layer: the schema's own records name one. */
interface OtherRedaction extends RedactionHead {
  readonly target: { readonly path: string };
}

export function copyManifest({ manifest, decided, written, rules, finder, version, at }: Parts): Manifest {
  const { files, links } = written;
  const { files: _files, privacy, qc, ...rest } = manifest;
  const layers = rest.layers.map((layer) => layerOf(layer, decided));
  const timed = { ...rest, layers, outcome: outcomeOf(manifest.outcome, rules) };
  const { value, counts } = maskValue(relinked(timed, links) as typeof timed, finder);
  const own = maskValue({ privacy, qc }, finder).value;
  const records = redactionsOf(decided, written, rules, at, counts);
  const touched = [...new Set(decided.touches.map(({ from }) => links.paths.get(from) ?? from))].filter(
    (path) => files.some((file) => file.path === path),
  );
  const step = {
    step: 'redact',
    tool: 'playhead',
    tool_version: version,
    at,
    inputs: [`bundle ${manifest.bundle_id}`],
    outputs: touched.sort(),
    ...(written.settings.size > 0 && {
      note: [...written.settings].map(([path, settings]) => `${path}: ffmpeg ${settings}`).join('; '),
    }),
  };
  return {
    ...value,
    // As they were: a name of the schema, and ids, are no text of anybody.
    schema: manifest.schema,
    bundle_id: bundleUuid(files),
    supersedes: manifest.bundle_id,
    files,
    provenance: { ...value.provenance, chain: [...value.provenance.chain, step] },
    privacy: {
      ...own.privacy,
      redactions: [
        ...own.privacy.redactions.filter(({ target }) => layers.some(({ id }) => id === target.layer)),
        ...records.inLayers,
      ],
      // What was searched was another bundle.
      scan: [],
      ...(records.others.length > 0 && { 'x-redactions': records.others }),
    },
    // Whatever was judged and signed was another bundle.
    qc: { ...own.qc, status: 'draft', records: [], signoff: null },
  };
}

export function withScan(manifest: Manifest, scan: PrivacyScan): Manifest {
  return { ...manifest, privacy: { ...manifest.privacy, scan: [scan] } };
}

function layerOf(layer: Layer, { withheld, kept, gone }: Decided): Layer {
  const id = withheld.get(layer.id);
  if (id !== undefined) {
    const { paths: _paths, peaks: _peaks, frame_table: _table, records: _records, ...named } = layer;
    const { 'x-pictures': _pictures, ...rest } = named;
    return { ...rest, status: 'withheld', status_note: `taken out (${id})` };
  }
  const [path] = layer.paths ?? [];
  const left = path === undefined ? undefined : kept.get(path)?.left;
  const { peaks, frame_table: table, 'x-pictures': _pictures, ...rest } = layer;
  const pictures = [...namedPictures(layer)].filter(([, picture]) => !gone.has(picture));
  return {
    ...rest,
    ...(pictures.length > 0 && {
      'x-pictures': pictures.map(([name, picture]) => ({ name, path: picture })),
    }),
    ...(peaks !== undefined && !gone.has(peaks) && { peaks }),
    ...(table !== undefined && !gone.has(table) && { frame_table: table }),
    ...(layer.records !== undefined && left !== undefined && { records: left }),
  };
}

/** Without what was written down about the removed times. */
function outcomeOf(outcome: Manifest['outcome'], rules: Rules): Manifest['outcome'] {
  const times = rules.allTimes;
  return {
    ...outcome,
    blockers: outcome.blockers.filter(({ t }) => removes(times, t) === undefined),
    criteria: outcome.criteria.map(({ evidence, ...criterion }) => ({
      ...criterion,
      ...(evidence && {
        evidence: evidence.map(({ note, ...one }) =>
          note === undefined || (one.t !== undefined && removes(times, one.t, one.t_end) !== undefined)
            ? one
            : { ...one, note },
        ),
      }),
    })),
  };
}

function redactionsOf(
  { touches, owners, gone }: Decided,
  { links }: Written,
  { plan }: Rules,
  at: string,
  inManifest: ReadonlyMap<string, number>,
): { readonly inLayers: readonly Redaction[]; readonly others: readonly OtherRedaction[] } {
  const inLayers: Redaction[] = [];
  const others: OtherRedaction[] = [];
  for (const planned of plan.redactions) {
    let number = 0;
    const base = (kind: Layer['kind'] | undefined, count: number): RedactionHead => {
      number += 1;
      return {
        id: number === 1 ? planned.id : `${planned.id}.${number}`,
        method: methodOf(planned, kind),
        category: planned.category,
        ...(planned.reason !== undefined && { reason: planned.reason }),
        by: plan.by,
        at,
        'x-places': count,
      };
    };
    const t = 't' in planned ? { t: planned.t } : {};
    const rect = planned.type === 'region' ? { rect: planned.rect } : {};
    for (const { from, count, files } of byLayer(
      touches.filter(({ id }) => id === planned.id),
      owners,
    )) {
      const layer = owners.get(from);
      // The name of what is gone says enough about it not to be told.
      const path = gone.has(from) || files > 1 ? {} : { path: links.paths.get(from) ?? from };
      if (layer)
        inLayers.push({ ...base(layer.kind, count), target: { layer: layer.id, ...path, ...t, ...rect } });
      else others.push({ ...base(undefined, count), target: { path: path.path ?? MANIFEST_PATH } });
    }
    const places = inManifest.get(planned.id);
    if (places !== undefined) others.push({ ...base(undefined, places), target: { path: MANIFEST_PATH } });
  }
  return { inLayers, others };
}

interface Part {
  /** The first file of it. */
  readonly from: string;
  readonly files: number;
  readonly count: number;
}

/** What was done to each layer, and to each file that belongs to none. */
function byLayer(touches: Decided['touches'], owners: Decided['owners']): readonly Part[] {
  const parts = new Map<string, Part>();
  for (const { from, count } of touches) {
    const layer = owners.get(from);
    const name = layer ? `layer ${layer.id}` : from;
    const part = parts.get(name);
    parts.set(name, {
      from: part?.from ?? from,
      files: (part?.files ?? 0) + (part?.from === from ? 0 : 1),
      count: (part?.count ?? 0) + count,
    });
  }
  return [...parts.values()];
}

function methodOf({ type }: PlannedRedaction, kind: Layer['kind'] | undefined): Redaction['method'] {
  if (type === 'layer' || type === 'file') return 'drop';
  if (type === 'region') return 'box';
  if (type !== 'time' && type !== 'audio') return 'mask';
  if (kind === 'screen_video') return type === 'audio' ? 'mute' : 'box';
  if (kind === 'speech_audio') return 'mute';
  if (kind === 'transcript') return 'token';
  return kind === 'terminal' || kind === 'commands' ? 'mask' : 'drop';
}
