/** What lies beside media, for a bundle that lacks it: `playhead pack --peaks --frames --hashes`. The bundle itself stays as it is. */
import { sha256Hex } from '../base/hash.ts';
import { bundleUuid } from '../schema/digest.ts';
import type { BundleFile, Layer, Manifest } from '../schema/generated/types.ts';
import { isNewer } from '../schema/migrations/migrate.ts';
import {
  chunkHashList,
  HASHES_ENDING,
  HASHES_SINCE,
  hashRemark,
  hashStep,
  wantsHashes,
  withHashes,
} from './chunk-hash-list.ts';
import { COMPANION_TYPE, companionPath, type Companion, type Made } from './companions.ts';
import { insideOf } from './fs-bundle.ts';

const NOT_THERE = 'it is not in the folder';

export interface AccompaniedBundle {
  /** The manifest that names the new files; undefined where there are none. */
  readonly manifest: Manifest | undefined;
  /** The new files, by path. */
  readonly added: ReadonlyMap<string, Uint8Array>;
  readonly remarks: readonly string[];
}

/** What is wanted. */
export interface Wanted {
  /** At most one of a kind of layer. */
  readonly companions: readonly Companion[];
  /** The hashes of the parts of large media. */
  readonly hashes: boolean;
}

/** `manifest`: a valid one, as it stands in `folder`. */
export async function accompany(
  folder: string,
  manifest: Manifest,
  { companions, hashes }: Wanted,
): Promise<AccompaniedBundle> {
  const added = new Map<string, Uint8Array>();
  const files: BundleFile[] = [...manifest.files];
  const chain = [...manifest.provenance.chain];
  const remarks: string[] = [];
  const layers: Layer[] = [];
  let version = manifest.schema.version;
  for (const layer of manifest.layers) {
    const companion = companions.find((one) => lacks(layer, one));
    const medium = manifest.files.find(({ path }) => path === layer.paths?.[0]);
    if (!companion || !medium) {
      layers.push(layer);
      continue;
    }
    const place = await insideOf(folder, medium.path);
    const made: Made =
      place === undefined ? { made: false, reason: NOT_THERE } : await companion.make(place, medium);
    if (!made.made) {
      remarks.push(companion.remark(medium.path, made.reason));
      layers.push(layer);
      continue;
    }
    const taken = files.map(({ path }) => path);
    const path = companionPath(medium.path, companion.ending, taken);
    added.set(path, made.bytes);
    const sha256 = sha256Hex(made.bytes);
    files.push({ path, bytes: made.bytes.length, sha256, media_type: COMPANION_TYPE });
    chain.push(made.step(medium.path, path));
    layers.push({ ...layer, [companion.field]: path });
    if (isNewer(companion.since, version)) version = companion.since;
  }
  for (const medium of hashes ? manifest.files.filter(wantsHashes) : []) {
    const place = await insideOf(folder, medium.path);
    if (place === undefined) {
      remarks.push(hashRemark(medium.path, NOT_THERE));
      continue;
    }
    const list = await chunkHashList(place);
    const path = companionPath(
      medium.path,
      HASHES_ENDING,
      files.map((file) => file.path),
    );
    added.set(path, list);
    files[files.findIndex((file) => file.path === medium.path)] = withHashes(medium, path);
    files.push({ path, bytes: list.length, sha256: sha256Hex(list), media_type: COMPANION_TYPE });
    chain.push(hashStep(medium.path, path));
    if (isNewer(HASHES_SINCE, version)) version = HASHES_SINCE;
  }
  if (added.size === 0) return { manifest: undefined, added, remarks };
  if (manifest.qc.signoff)
    remarks.push('The sign-off is void in the packed bundle, since its content is another one.');
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const { schema, bundle_id: supersedes, provenance } = manifest;
  const accompanied = {
    ...manifest,
    schema: { ...schema, version },
    bundle_id: bundleUuid(files),
    supersedes,
    layers,
    files,
    provenance: { ...provenance, chain },
  };
  return { manifest: accompanied, added, remarks };
}

function lacks(layer: Layer, { kind, field }: Companion): boolean {
  return layer.kind === kind && layer.status === 'present' && layer[field] === undefined;
}
