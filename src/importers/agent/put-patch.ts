/** The change that a run made, as one unified diff. */
import type { BundleDraft } from '../bundle-draft.ts';

/** Nothing where `text` is no git diff. `from`: the layer that it is of. */
export function putPatch(draft: BundleDraft, text: string | undefined, from?: string): void {
  const begin = text?.search(/^diff --git /m) ?? -1;
  if (text === undefined || begin < 0) {
    if (text !== undefined && text.trim() !== '')
      draft.losses.add('dropped', 'What was submitted is no git diff: it stands in the steps alone');
    return;
  }
  let diff = text.slice(begin);
  const ends = diff.match(/\r?\n/g) ?? [];
  // A terminal writes every line so; a file of the repository that has such lines has others around them.
  if (ends.length > 0 && ends.every((end) => end === '\r\n')) {
    diff = diff.replaceAll('\r\n', '\n');
    draft.losses.add('changed', 'The diff’s line ends, CR LF on every line, are LF as in git’s own');
  }
  draft.layer({
    kind: 'file_diffs',
    title: 'Submitted change',
    format: { name: 'text/x-diff', version: null },
    clock: { domain: 'order_only', native_unit: 'none', sync_quality: 'order_only' },
    ...(from !== undefined && { derived_from: [from] }),
    file: {
      name: 'changes.patch',
      mediaType: 'text/x-diff',
      content: diff.endsWith('\n') ? diff : `${diff}\n`,
    },
  });
}
