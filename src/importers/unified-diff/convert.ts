/** A diff becomes the one layer of a bundle: unchanged, but for what stands before its first file. */
import { NO_TIMES } from '../bundle-draft.ts';
import { cleanName, withEnding } from '../../bundle/file-name.ts';
import { fileOf } from '../foreign.ts';
import type { Convert } from '../importer.ts';
import { FIRST_FILE } from './first-file.ts';

export const convert: Convert = async (unit, draft, signal) => {
  const file = fileOf(unit);
  const text = await file.text(signal);
  const before = text.slice(0, Math.max(0, text.search(FIRST_FILE)));
  // A patch that was sent by mail.
  const subject = /^Subject:[ \t]*(?:\[[^\]\n]*\][ \t]*)?(\S[^\r\n]*)/m.exec(before)?.[1];
  if (subject !== undefined) draft.title(subject);
  if (before.trim() !== '')
    draft.losses.add('changed', 'What stands before the first file is left out', before.trim());
  draft.losses.time('order_only', 'A diff tells no times.');
  draft.original(file);
  draft.layer({
    kind: 'file_diffs',
    format: { name: 'text/x-diff', version: null },
    clock: NO_TIMES,
    file: {
      name: withEnding(cleanName(file.name), 'patch', ['patch', 'diff']),
      mediaType: 'text/x-diff',
      content: before.trim() === '' ? file : text.slice(before.length),
    },
  });
};
