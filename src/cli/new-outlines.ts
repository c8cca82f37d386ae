/** Gives the sounds of a new bundle their outlines. */
import { basename, dirname, join } from 'node:path/posix';
import type { Manifest } from '../schema/generated/types.ts';
import type { DraftLayer, LayerWriter } from './new-layers.ts';
import { withEnding } from './new-inputs.ts';
import { OUTLINE_TYPE, outlineRemark, outlineStep, soundOutline } from './sound-outline.ts';

export interface Outlined {
  readonly drafts: readonly DraftLayer[];
  /** What was done, for the manifest's provenance. */
  readonly chain: Manifest['provenance']['chain'];
  /** Where there is none, and why. */
  readonly remarks: readonly string[];
}

/** Writes an outline beside each sound; one that cannot be made is left out, with a remark. */
export async function addOutlines(drafts: readonly DraftLayer[], writer: LayerWriter): Promise<Outlined> {
  const chain: Manifest['provenance']['chain'][number][] = [];
  const remarks: string[] = [];
  const outlined: DraftLayer[] = [];
  for (const draft of drafts) {
    const { layer, input, files } = draft;
    const [sound] = layer.paths ?? [];
    if (layer.kind !== 'speech_audio' || sound === undefined) {
      outlined.push(draft);
      continue;
    }
    const outline = await soundOutline(input.path);
    if (!outline.made) {
      remarks.push(outlineRemark(input.path, outline.reason));
      outlined.push(draft);
      continue;
    }
    const name = basename(outlinePath(sound));
    const file = await writer.write(input, layer.id, name, outline.bytes, OUTLINE_TYPE);
    outlined.push({ input, files: [...files, file], layer: { ...layer, peaks: file.path } });
    chain.push(outlineStep(sound, file.path, outline.ffmpegVersion));
  }
  return { drafts: outlined, chain, remarks };
}

/** Where the outline of a sound lies: beside it, under a name that none of the files in `taken` has. */
export function outlinePath(sound: string, taken: readonly string[] = []): string {
  const wanted = join(dirname(sound), withEnding(basename(sound), 'dat'));
  let path = wanted;
  for (let count = 2; taken.includes(path); count += 1) path = wanted.replace(/\.dat$/, `-${count}.dat`);
  return path;
}
