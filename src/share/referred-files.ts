/** Which files of a bundle the records of its layers name. */
import type { Layer } from '../schema/generated/types.ts';
import { namedPictures } from '../trace/agent-steps.ts';
import type { Trace } from '../trace/trace.ts';

/** Kinds whose files name no others: they are large, and need not be read. */
const SPEAK_OF_NONE: readonly Layer['kind'][] = [
  'screen_video',
  'speech_audio',
  'input_events',
  'terminal',
  'commands',
  'file_diffs',
  'transcript',
];
/** Every text between quotes of JSON, its escapes as they are. */
const STRINGS = /"((?:[^"\\]|\\.)*)"/g;

/**
 * The files that the layers `ids` name in their records, and as their pictures: every text in them that is a path of the bundle, wherever it
 * stands. Rejects where a file of theirs cannot be read: nobody would know then what belongs to it.
 */
export async function referredFiles(
  { layers, bundle }: Pick<Trace, 'layers' | 'bundle'>,
  ids: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const layer of layers) {
    const { id, kind, paths = [] } = layer;
    if (!ids.has(id) || SPEAK_OF_NONE.includes(kind)) continue;
    for (const path of namedPictures(layer).values()) if (bundle.files.has(path)) found.add(path);
    for (const path of paths)
      for (const [, text = ''] of (await bundle.readText(path, signal)).matchAll(STRINGS)) {
        // A path of a bundle holds only one character that JSON may escape.
        const name = text.replaceAll('\\/', '/');
        if (bundle.files.has(name)) found.add(name);
      }
  }
  return found;
}
