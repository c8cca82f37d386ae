/** Files of a folder that no layer shows. */
import type { BundleDraft } from './bundle-draft.ts';
import type { ForeignUnit } from './foreign.ts';

const FOLDER = 'provenance/originals';
const MAX_KEPT = 1_000;
const TYPES: ReadonlyMap<string, string> = new Map([
  ['json', 'application/json'],
  ['jsonl', 'application/x-ndjson'],
  ['txt', 'text/plain'],
  ['log', 'text/plain'],
  ['md', 'text/markdown'],
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['webp', 'image/webp'],
]);

/** Of a file, by the ending of its name. */
export function mediaTypeOf(name: string): string {
  return TYPES.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) ?? 'application/octet-stream';
}

/** Tells which files of a unit are no part of what was read, `beside` what; empty ones are not. */
export function tellOthers(
  { files }: ForeignUnit,
  draft: BundleDraft,
  read: ReadonlySet<string>,
  beside: string,
): void {
  for (const { path, size } of files.values())
    if (!read.has(path) && size > 0)
      draft.losses.add('dropped', `A file beside ${beside} is not taken over`, path);
}

/** Keeps what of a unit is in no layer as it is; `why` it is not shown goes on from "A file". Empty files stay away. */
export function keepFiles(
  { files }: ForeignUnit,
  draft: BundleDraft,
  shown: ReadonlySet<string>,
  why: string,
): void {
  let kept = 0;
  for (const file of files.values()) {
    if (shown.has(file.path) || file.size === 0) continue;
    kept += 1;
    if (kept > MAX_KEPT) {
      draft.losses.add('dropped', 'A file is not taken along: there are too many', file.path);
      continue;
    }
    draft.file(FOLDER, {
      name: file.path.replaceAll('/', '-'),
      mediaType: mediaTypeOf(file.name),
      content: file,
    });
    draft.original(file);
    draft.losses.add('dropped', `A file ${why}: it is kept, and not shown`, file.path);
  }
}
