/** Files that tool calls wrote, as saves of an editor, where the original tells what they held. */
import { sha256Hex } from '../../base/hash.ts';
import type { EditEvent } from '../../schema/generated/types.ts';
import type { BundleDraft } from '../bundle-draft.ts';
import { jsonLinesFile, type RunLayer } from './run-layer.ts';
import type { ToolEvent } from './tool-events.ts';
import { wholeDiff } from './whole-diff.ts';
import { WrittenTexts } from './written-texts.ts';

/** Each save keeps the whole file: together they may be so long, in UTF-16 units … */
const MAX_TEXTS = 64 * 1024 * 1024;
/** … and so many. */
const MAX_SAVES = 5_000;
const LOST = 'A change of a file stands in the steps alone';
const TOO_MANY = 'there are more than are kept';

/** Nothing where no file was written. */
export function putEdits(draft: BundleDraft, run: RunLayer, events: readonly ToolEvent[]): void {
  const texts = new WrittenTexts(MAX_TEXTS);
  const folder = `layers/${draft.freeId('ide-edits')}`;
  const records: EditEvent[] = [];
  let kept = 0;
  for (const { action, call, start, end } of events) {
    const mark = { 'x-call': { layer: run.layer, call } };
    // What was written was so when the answer came.
    const t = end ?? start;
    if (action.kind === 'delete') {
      texts.delete(action.file);
      records.push({ t, type: 'delete', file: inRoot(action.file, run.root), by: 'editor', ...mark });
    }
    if (action.kind !== 'write' && action.kind !== 'replace' && action.kind !== 'insert') continue;
    const file = inRoot(action.file, run.root);
    const isFull = kept > MAX_TEXTS || records.length >= MAX_SAVES;
    const written = isFull ? TOO_MANY : texts.apply(action);
    if (typeof written === 'string') {
      draft.losses.add('dropped', `${LOST}: ${written}`, file);
      continue;
    }
    const { text, base, created } = written;
    kept += text.length;
    const diff = base === undefined || kept > MAX_TEXTS ? undefined : wholeDiff(file, base, text);
    kept += diff?.length ?? 0;
    if (kept > MAX_TEXTS) {
      draft.losses.add('dropped', `${LOST}: ${TOO_MANY}`, file);
      continue;
    }
    const name = `${String(records.length + 1).padStart(4, '0')}-${file.slice(file.lastIndexOf('/') + 1)}`;
    const bytes = new TextEncoder().encode(text);
    records.push({
      t,
      type: created ? 'create' : 'save',
      file,
      content: draft.file(folder, { name, mediaType: 'text/plain', content: bytes }),
      ...(diff !== undefined && {
        diff: draft.file(folder, { name: `${name}.patch`, mediaType: 'text/x-diff', content: diff }),
      }),
      sha256: sha256Hex(bytes),
      bytes: bytes.length,
      by: 'editor',
      ...mark,
    });
  }
  if (records.length === 0) return;
  records.sort((a, b) => a.t - b.t);
  draft.layer({
    kind: 'ide_edits',
    title: run.title,
    actor: run.actor,
    format: { name: 'trace-ide_edits', version: '1' },
    clock: run.times.clock,
    derived_from: [run.layer],
    file: jsonLinesFile('edits.jsonl', records),
  });
}

/** A path from the workspace's root where it lies in it; else as it is told. */
function inRoot(path: string, root: string | undefined): string {
  const plain = path.replaceAll('\\', '/');
  const folder = root?.replaceAll('\\', '/').replace(/\/+$/, '');
  if (
    folder !== undefined &&
    folder !== '' &&
    plain.startsWith(`${folder}/`) &&
    plain.length > folder.length + 1
  )
    return plain.slice(folder.length + 1);
  const bare = plain.replace(/^(?:\.?\/)+/, '');
  return bare === '' ? plain : bare;
}
