/** Files that are made of a layer's medium and lie beside it, so that the viewer needs not go through all of the medium. */
import { basename, dirname, join } from 'node:path/posix';
import type { BundleFile, Layer, Manifest } from '../schema/generated/types.ts';
import { withEnding } from '../bundle/file-name.ts';

export const COMPANION_TYPE = 'application/octet-stream';

export type Step = Manifest['provenance']['chain'][number];

export type Made =
  | {
      readonly made: true;
      readonly bytes: Uint8Array<ArrayBuffer>;
      /** For the manifest's provenance, without a time, so that equal content stays equal. Paths in the bundle. */
      readonly step: (medium: string, companion: string) => Step;
    }
  /** `reason`: why there is none, as the rest of a sentence. */
  | { readonly made: false; readonly reason: string };

export interface Companion {
  /** The field of the layer that names it. */
  readonly field: 'peaks' | 'frame_table';
  readonly kind: Layer['kind'];
  readonly ending: string;
  /** The version of the schema that has the field first. */
  readonly since: string;
  /** `place`: of the medium on the disk. `medium`: how the manifest lists it. */
  make(place: string, medium: Pick<BundleFile, 'bytes' | 'sha256'>): Promise<Made>;
  /** What to tell where none was made of the medium `path`. */
  remark(path: string, reason: string): string;
}

/** Where a companion lies: beside its medium, under a name that none of the files in `taken` has. */
export function companionPath(medium: string, ending: string, taken: readonly string[] = []): string {
  const wanted = join(dirname(medium), withEnding(basename(medium), ending));
  const stem = wanted.slice(0, -ending.length - 1);
  let path = wanted;
  for (let count = 2; taken.includes(path); count += 1) path = `${stem}-${count}.${ending}`;
  return path;
}
