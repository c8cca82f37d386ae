import type { Layer } from '../../schema/generated/types.ts';
import type { TimedEdit } from '../../trace/layers.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Action } from './action.ts';
import { clipped } from './clipped.ts';
import type { StepOptions } from './step-options.ts';

/** Changes of one file that follow each other, up to the save that ends them; and each commit, creation, deletion and renaming. */
export async function editActions(
  trace: Trace,
  wanted: (layer: Layer) => boolean,
  { maxText }: StepOptions,
): Promise<readonly Action[]> {
  const actions: Action[] = [];
  for (const { layer, content } of trace.edits) {
    if (!wanted(layer)) continue;
    for (const group of groups((await content.get()).items)) actions.push(actionOf(layer, group, maxText));
  }
  return actions;
}

/** At least one each. */
type Group = readonly [TimedEdit, ...TimedEdit[]];

function groups(items: readonly TimedEdit[]): readonly Group[] {
  const found: [TimedEdit, ...TimedEdit[]][] = [];
  let open: [TimedEdit, ...TimedEdit[]] | undefined;
  for (const item of items) {
    const { event } = item;
    if (event.type === 'open' || event.type === 'focus' || event.type === 'close' || event.type === 'cursor')
      continue;
    const file = 'file' in event ? event.file : undefined;
    const goesOn =
      open?.[0].event.type === 'change' && 'file' in open[0].event && open[0].event.file === file;
    if (open && goesOn && (event.type === 'change' || event.type === 'save')) open.push(item);
    else {
      open = [item];
      found.push(open);
    }
    if (event.type !== 'change') open = undefined;
  }
  return found;
}

function actionOf(layer: Layer, group: Group, maxText: number): Action {
  const [first] = group;
  const { event } = first;
  const last = group.at(-1) ?? first;
  const at = { layer, time: first.time, end: group.length > 1 ? last.time : undefined, result: undefined };
  if (event.type === 'commit')
    return { ...at, kind: 'commit', input: { commit: event.commit, message: event.message ?? null } };
  if (event.type === 'rename')
    return { ...at, kind: 'edit', input: { change: 'rename', file: event.file, to: event.to } };
  const changes = group.flatMap(({ event: one }) => (one.type === 'change' ? one.changes : []));
  const written = changes.map(({ start, end, text }) => ({ start, end, text }));
  const save = last.event;
  const told =
    save.type === 'save' || save.type === 'create' || save.type === 'delete'
      ? {
          change: save.type,
          content: save.content ?? null,
          diff: save.diff ?? null,
          sha256: save.sha256 ?? null,
        }
      : { change: 'unsaved' };
  return {
    ...at,
    kind: 'edit',
    input: { file: event.file, ...told, ...boundedChanges(written, maxText) },
  };
}

/** The changes with what was typed; where that is too long, its text alone, cut. */
function boundedChanges(
  changes: readonly { readonly text: string }[],
  maxText: number,
): Readonly<Record<string, unknown>> {
  if (changes.length === 0) return {};
  const text = JSON.stringify(changes);
  return text.length <= maxText
    ? { changes }
    : { typed: clipped(changes.map((one) => one.text).join(''), maxText).text };
}
