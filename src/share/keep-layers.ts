/** A copy of a bundle without some of its layers: what its manifest says then, and which files it has. Pure. */
import { TraceError } from '../base/errors.ts';
import { bundleDigest, bundleUuid } from '../schema/digest.ts';
import type { BundleFile, Evidence, Layer, Manifest } from '../schema/generated/types.ts';

/** Who leaves layers out, and when. */
export interface Leaving {
  readonly tool: string;
  readonly version: string;
  /** RFC 3339. */
  readonly at: string;
}

const WITHHELD = 'It is not part of this copy.';
/** Kinds that hold files of the repositories. */
const CODE: readonly Layer['kind'][] = ['ide_edits', 'file_diffs'];

/**
 * The manifest of a copy that has the layers `kept` alone. `referred`: the files that their records name. Files stay where a
 * kept layer or the task's statement names them, and no others do: what nobody names is left out. The repositories go with the
 * first layer of code. What is gone is recorded as withheld and as a redaction each; evidence in it, and what was found of
 * the original (quality control, its sign-off), are not carried over. Throws `client-invalid` for layers that there are not.
 */
export function keepLayers(
  manifest: Manifest,
  kept: ReadonlySet<string>,
  referred: ReadonlySet<string>,
  { tool, version, at }: Leaving,
): Manifest {
  const { layers, task, outcome, privacy, provenance } = manifest;
  for (const id of kept)
    if (!layers.some((layer) => layer.id === id))
      throw new TraceError('client-invalid', {
        source: 'The choice of layers',
        reason: `the trace has no layer ${id}`,
      });
  const gone = layers.filter(({ id, status }) => !kept.has(id) && holdsSomething(status));
  if (gone.length === 0) return manifest;
  const withheld = new Set(gone.map(({ id }) => id));
  const withoutCode = gone.some(({ kind }) => CODE.includes(kind));
  const files = keptFiles(manifest, withheld, referred, withoutCode);
  const has = new Set(files.map(({ path }) => path));
  const original = bundleDigest(manifest.files);
  const evidence = (list: readonly Evidence[]): readonly Evidence[] =>
    list.filter(
      ({ layer, path }) =>
        (layer === undefined || !withheld.has(layer)) && (path === undefined || has.has(path)),
    );
  return {
    ...manifest,
    bundle_id: bundleUuid(files),
    supersedes: null,
    layers: layers.map((layer) => (withheld.has(layer.id) ? withheldLayer(layer) : layer)),
    files,
    task: {
      ...task,
      ...(task.repos && {
        repos: task.repos.map(({ bundle_path: bundle, diff_path: diff, ...repo }) => ({
          ...repo,
          ...(bundle !== undefined && has.has(bundle) && { bundle_path: bundle }),
          ...(diff !== undefined && has.has(diff) && { diff_path: diff }),
        })),
      }),
    },
    outcome: {
      ...outcome,
      criteria: outcome.criteria.map((result) => ({
        ...result,
        ...(result.evidence && { evidence: evidence(result.evidence) }),
      })),
    },
    provenance: {
      ...provenance,
      chain: [
        ...provenance.chain,
        {
          step: 'redact',
          tool,
          tool_version: version,
          at,
          inputs: [`sha256:${original}`],
          outputs: [`sha256:${bundleDigest(files)}`],
          note: `left out whole: ${gone.map(({ id }) => id).join(', ')}`,
        },
      ],
      ...(provenance.imported_from && {
        imported_from: provenance.imported_from.map((record) => ({
          ...record,
          loss_report: record.loss_report !== null && has.has(record.loss_report) ? record.loss_report : null,
        })),
      }),
    },
    privacy: {
      ...privacy,
      redactions: [
        ...privacy.redactions.map(({ target: { path, ...target }, ...record }) => ({
          ...record,
          target: { ...target, ...(path !== undefined && has.has(path) && { path }) },
        })),
        ...gone.map(({ id }) => ({
          id: freeId(`without-${id}`, privacy.redactions),
          target: { layer: id },
          method: 'drop' as const,
          category: 'layer',
          reason: WITHHELD,
          by: tool,
          at,
        })),
      ],
    },
    qc: { status: 'draft', records: [], signoff: null },
  };
}

function holdsSomething(status: Layer['status']): boolean {
  return status === 'present' || status === 'empty';
}

/** What a layer is called, and nothing of what was in it. */
function withheldLayer({ id, kind, title, clock }: Layer): Layer {
  const { domain, native_unit, sync_quality } = clock;
  return {
    id,
    kind,
    ...(title !== undefined && { title }),
    status: 'withheld',
    status_note: WITHHELD,
    clock: { domain, native_unit, sync_quality },
  };
}

function keptFiles(
  { files, layers, task }: Manifest,
  withheld: ReadonlySet<string>,
  referred: ReadonlySet<string>,
  withoutCode: boolean,
): readonly BundleFile[] {
  const named = layers
    .filter(({ id }) => !withheld.has(id))
    .flatMap(({ paths = [], peaks, frame_table: frames }) => [...paths, peaks, frames]);
  const repositories = withoutCode
    ? []
    : (task.repos ?? []).flatMap(({ bundle_path: bundle, diff_path: diff }) => [bundle, diff]);
  const wanted = new Set([...named, ...repositories, task.statement_path, ...referred]);
  // A file that a layer left out calls its own goes, whoever else names it.
  const owned = new Set(
    layers
      .filter(({ id }) => withheld.has(id))
      .flatMap(({ paths = [], peaks, frame_table: frames }) => [...paths, peaks, frames]),
  );
  for (const path of owned) if (!named.includes(path)) wanted.delete(path);
  const hashes = new Set(
    files.flatMap(({ path, chunk_hashes: list }) => (list && wanted.has(path) ? list.path : [])),
  );
  return files.filter(({ path }) => wanted.has(path) || hashes.has(path));
}

function freeId(id: string, taken: Manifest['privacy']['redactions']): string {
  let free = id;
  for (let count = 2; taken.some((other) => other.id === free); count += 1) free = `${id}-${count}`;
  return free;
}
