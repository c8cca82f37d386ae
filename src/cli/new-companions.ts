/** Gives the media of a new bundle what lies beside them: sounds their outlines, videos their frame tables, large ones the hashes of their parts. */
import { basename } from 'node:path/posix';
import { append } from '../base/long-lists.ts';
import { chunkHashList, HASHES_ENDING, hashStep, wantsHashes, withHashes } from './chunk-hash-list.ts';
import { COMPANION_TYPE, companionPath, type Companion, type Step } from './companions.ts';
import { FRAME_TABLE } from './frame-table-companion.ts';
import type { DraftLayer, LayerWriter } from './new-layers.ts';
import { OUTLINE } from './sound-outline.ts';

const COMPANIONS: readonly Companion[] = [OUTLINE, FRAME_TABLE];

export interface Accompanied {
  readonly drafts: readonly DraftLayer[];
  /** What was done, for the manifest's provenance. */
  readonly chain: readonly Step[];
  /** What is missing, and why. */
  readonly remarks: readonly string[];
}

/** The hashes of a large medium's parts, in a file of their own. */
async function withChunkHashes(
  draft: DraftLayer,
  writer: LayerWriter,
): Promise<{ readonly draft: DraftLayer; readonly chain: readonly Step[] }> {
  const { layer, input, files } = draft;
  const [medium, ...others] = files;
  if (!medium || !wantsHashes(medium)) return { draft, chain: [] };
  const name = basename(companionPath(medium.path, HASHES_ENDING));
  const list = await writer.write(input, layer.id, name, await chunkHashList(input.path), COMPANION_TYPE);
  return {
    draft: { ...draft, files: [withHashes(medium, list.path), ...others, list] },
    chain: [hashStep(medium.path, list.path)],
  };
}

/** Writes a file beside each such medium; one that cannot be made is left out, with a remark. */
export async function addCompanions(
  drafts: readonly DraftLayer[],
  writer: LayerWriter,
): Promise<Accompanied> {
  const chain: Step[] = [];
  const remarks: string[] = [];
  const accompanied: DraftLayer[] = [];
  for (const plain of drafts) {
    const hashed = await withChunkHashes(plain, writer);
    append(chain, hashed.chain);
    const { draft } = hashed;
    const { layer, input, files } = draft;
    const companion = COMPANIONS.find(({ kind }) => kind === layer.kind);
    const [medium] = files;
    if (!companion || !medium) {
      accompanied.push(draft);
      continue;
    }
    const made = await companion.make(input.path, medium);
    if (!made.made) {
      remarks.push(companion.remark(input.path, made.reason));
      accompanied.push(draft);
      continue;
    }
    const name = basename(companionPath(medium.path, companion.ending));
    const file = await writer.write(input, layer.id, name, made.bytes, COMPANION_TYPE);
    accompanied.push({
      input,
      files: [...files, file],
      layer: { ...layer, [companion.field]: file.path },
    });
    chain.push(made.step(medium.path, file.path));
  }
  return { drafts: accompanied, chain, remarks };
}
