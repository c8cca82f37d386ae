/** The files of a diff of the whole session, which has no times. Pure. */
import type { FileDiff } from '../../trace/unified-diff.ts';
import type { Workspace, WorkspaceFile } from '../../trace/workspace.ts';
import type { Mark } from './diff-data.ts';

/** What such a diff says of a file that no edit tells of. */
export interface Patch {
  /** Of the file in the workspace that has its path, or beyond them all. */
  readonly id: number;
  readonly path: string;
  /** Its path before; the same unless it was renamed or copied. */
  readonly oldPath: string;
  readonly file: FileDiff;
  readonly mark: Mark;
  /** Lines. */
  readonly added: number;
  readonly removed: number;
}

/** A diff, with what stands before its paths in the workspace: the repository's name and a slash, or ''. */
export interface FinalDiff {
  readonly prefix: string;
  readonly files: readonly FileDiff[];
}

/** By id, in the order of their paths. A file with edits has its own history: it is not among them. */
export function patchesOf(diffs: readonly FinalDiff[], workspace: Workspace): ReadonlyMap<number, Patch> {
  const edited = new Set(workspace.files.filter(isEdited).flatMap(pathsOf));
  const looked = new Map(
    workspace.files
      .filter((file) => !isEdited(file))
      .map((file): readonly [string, number] => [file.names[0]?.path ?? '', file.id]),
  );
  let next = workspace.files.length;
  const patches = diffs
    .flatMap(({ prefix, files }) => files.map((file) => patchOf(file, prefix)))
    .filter(({ path, oldPath }) => !edited.has(path) && !edited.has(oldPath))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((patch): Patch => {
      const known = looked.get(patch.path);
      looked.delete(patch.path);
      if (known !== undefined) return { ...patch, id: known };
      next += 1;
      return { ...patch, id: next - 1 };
    });
  return new Map(patches.map((patch) => [patch.id, patch]));
}

function isEdited({ versions, changes, names }: WorkspaceFile): boolean {
  return versions.length > 0 || changes.length > 0 || names.length > 1;
}

function pathsOf({ names }: WorkspaceFile): readonly string[] {
  return names.map(({ path }) => path);
}

function patchOf(file: FileDiff, prefix: string): Omit<Patch, 'id'> {
  const { oldPath, newPath } = file;
  const count = (kind: 'added' | 'removed'): number =>
    file.hunks.reduce((sum, { lines }) => sum + lines.filter((line) => line.kind === kind).length, 0);
  return {
    path: prefix + (newPath ?? oldPath ?? ''),
    oldPath: prefix + (oldPath ?? newPath ?? ''),
    file,
    mark: markOf(file),
    added: count('added'),
    removed: count('removed'),
  };
}

function markOf({ oldPath, newPath, copied }: FileDiff): Mark {
  if (oldPath === undefined || copied) return 'added';
  if (newPath === undefined) return 'deleted';
  return oldPath === newPath ? 'modified' : 'renamed';
}
