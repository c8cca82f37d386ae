/** Outlines for the sounds of a bundle that has none, for `playhead pack --peaks`. The bundle itself stays as it is. */
import { sha256Hex } from '../base/hash.ts';
import { bundleDigest } from '../schema/digest.ts';
import type { BundleFile, Layer, Manifest } from '../schema/generated/types.ts';
import { isNewer } from '../schema/migrations/migrate.ts';
import { insideOf } from './fs-bundle.ts';
import { outlinePath } from './new-outlines.ts';
import { OUTLINE_TYPE, outlineRemark, outlineStep, soundOutline, type MadeOutline } from './sound-outline.ts';

/** The version of the schema in which layers first have outlines. */
const OUTLINES_SINCE = '2.1.0';

export interface OutlinedBundle {
  /** The manifest that names the new files; undefined where there are none. */
  readonly manifest: Manifest | undefined;
  /** The new files, by path. */
  readonly outlines: ReadonlyMap<string, Uint8Array>;
  readonly remarks: readonly string[];
}

/** `manifest`: a valid one, as it stands in `folder`. */
export async function outlineSounds(folder: string, manifest: Manifest): Promise<OutlinedBundle> {
  const outlines = new Map<string, Uint8Array>();
  const files: BundleFile[] = [...manifest.files];
  const chain = [...manifest.provenance.chain];
  const remarks: string[] = [];
  const layers: Layer[] = [];
  for (const layer of manifest.layers) {
    const [sound] = layer.paths ?? [];
    if (sound === undefined || !isBare(layer)) {
      layers.push(layer);
      continue;
    }
    const place = await insideOf(folder, sound);
    const outline: MadeOutline =
      place === undefined ? { made: false, reason: 'it is not in the folder' } : await soundOutline(place);
    if (!outline.made) {
      remarks.push(outlineRemark(sound, outline.reason));
      layers.push(layer);
      continue;
    }
    const { bytes } = outline;
    const path = outlinePath(
      sound,
      files.map((file) => file.path),
    );
    outlines.set(path, bytes);
    files.push({ path, bytes: bytes.length, sha256: sha256Hex(bytes), media_type: OUTLINE_TYPE });
    chain.push(outlineStep(sound, path, outline.ffmpegVersion));
    layers.push({ ...layer, peaks: path });
  }
  if (outlines.size === 0) return { manifest: undefined, outlines, remarks };
  if (manifest.qc.signoff)
    remarks.push('The sign-off is void in the packed bundle, since its content is another one.');
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const { schema, bundle_id: supersedes, provenance } = manifest;
  const version = isNewer(OUTLINES_SINCE, schema.version) ? OUTLINES_SINCE : schema.version;
  const outlined = {
    ...manifest,
    schema: { ...schema, version },
    bundle_id: idOf(files),
    supersedes,
    layers,
    files,
    provenance: { ...provenance, chain },
  };
  return { manifest: outlined, outlines, remarks };
}

/** A sound without an outline. */
function isBare({ kind, status, peaks }: Layer): boolean {
  return kind === 'speech_audio' && status === 'present' && peaks === undefined;
}

/** An id that equal content shares: a UUID of version 8 (RFC 9562) from the bundle digest. */
function idOf(files: readonly BundleFile[]): string {
  const hex = bundleDigest(files);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${'89ab'[Number.parseInt(hex.slice(16, 17), 16) & 3] ?? '8'}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
