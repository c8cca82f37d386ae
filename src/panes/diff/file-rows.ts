/** The files of the workspace at a time, and how each stands to the base commit. Pure. */
import type { TraceTime } from '../../base/time.ts';
import { pathAt, stateAt, type Workspace, type WorkspaceFile } from '../../trace/workspace.ts';
import type { BaseState } from './base-states.ts';
import type { FileRow, Mark } from './diff-data.ts';
import type { Patch } from './patches.ts';

/** In no order. `bases`: by id, of the files that were written; those that are missing are being read. */
export function rowsAt(
  workspace: Workspace,
  bases: ReadonlyMap<number, BaseState>,
  patches: ReadonlyMap<number, Patch>,
  time: TraceTime,
): readonly FileRow[] {
  const front = workspace.frontAt(time);
  const edited = workspace.files.flatMap((file): readonly FileRow[] => {
    const mark = patches.has(file.id) ? undefined : markAt(file, bases.get(file.id), time);
    if (!mark) return [];
    const path = pathAt(file, time);
    const first = file.names[0]?.path;
    return [
      {
        id: file.id,
        path,
        mark,
        front: file.id === front,
        unsaved: stateAt(file, time).unsaved > 0,
        formerly: first === path ? undefined : first,
        patch: undefined,
      },
    ];
  });
  const others = [...patches.values()].map((patch): FileRow => {
    const { id, path, oldPath, mark } = patch;
    const formerly = oldPath === path ? undefined : oldPath;
    return { id, path, mark, front: id === front, unsaved: false, formerly, patch };
  });
  return [...edited, ...others];
}

/** undefined: there is no such file then, and there was none at the base commit. */
function markAt(file: WorkspaceFile, base: BaseState | undefined, time: TraceTime): Mark | undefined {
  const { version, unsaved } = stateAt(file, time);
  const isNew = base?.kind === 'absent';
  const isRenamed = pathAt(file, time) !== file.names[0]?.path;
  const typed: Mark | undefined = unsaved > 0 ? (isNew ? 'added' : 'modified') : undefined;
  if (!version) {
    if (isNew) return typed;
    // Of a file that is only looked at, nothing is known before.
    if (file.versions.length === 0 && file.firstSeen > time) return undefined;
    return isRenamed ? 'renamed' : (typed ?? (file.versions.length === 0 ? 'opened' : 'same'));
  }
  if (version.kind === 'deleted') return typed ?? (isNew ? undefined : 'deleted');
  if (isNew) return 'added';
  if (isRenamed) return 'renamed';
  if (typed) return typed;
  if (!base) return 'reading';
  if (base.kind === 'text' && version.sha256 === base.sha256) return 'same';
  return base.kind === 'uncaptured' || base.kind === 'failed' ? 'unknown' : 'modified';
}
