/** What the pane takes from a trace, and what is to be shown of it at a time. Pure. */
import type { TraceTime } from '../../base/time.ts';
import type { CheckedBundle } from '../../trace/checked-bundle.ts';
import type { TimedEdit, TraceLayer } from '../../trace/layers.ts';
import type { Track } from '../../trace/track.ts';
import {
  pathAt,
  versionAt,
  type FileVersion,
  type Workspace,
  type WorkspaceFile,
} from '../../trace/workspace.ts';
import type { FileContent } from '../../trace/workspace-texts.ts';

/** The pane's slice of the trace. */
export interface DiffPaneData {
  readonly edits: readonly TraceLayer<Track<TimedEdit>>[];
  readonly bundle: Pick<CheckedBundle, 'files' | 'read'>;
  /** undefined: not recorded, or several repositories. */
  readonly baseCommit: string | undefined;
}

/** What a file is compared with. */
export type Against = 'base' | 'previous' | 'commit';

/** How a file stands to the base commit. */
export type Mark = 'same' | 'added' | 'modified' | 'deleted' | 'renamed' | 'unknown' | 'opened';

export interface FileRow {
  readonly id: number;
  readonly path: string;
  readonly mark: Mark;
  /** It was in front in the editor. */
  readonly front: boolean;
}

/** What is to be shown. */
export interface Target {
  /** Equal for targets that look the same. */
  readonly key: string;
  readonly file: WorkspaceFile;
  readonly path: string;
  readonly against: Against;
  /** undefined: nothing was written yet, so that it is as in the base commit. */
  readonly version: FileVersion | undefined;
  /** What it is compared with; undefined: the base commit. */
  readonly original: FileVersion | undefined;
}

/** The files of the workspace at `time`, by path. `bases`: by id, of the files that were written. */
export function rowsAt(
  workspace: Workspace,
  bases: ReadonlyMap<number, FileContent>,
  time: TraceTime,
): readonly FileRow[] {
  const { front } = workspace.at(time);
  const rows = workspace.files.flatMap((file): readonly FileRow[] => {
    const mark = markAt(file, bases.get(file.id), time);
    return mark ? [{ id: file.id, path: pathAt(file, time), mark, front: file.id === front }] : [];
  });
  return rows.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** undefined: there is no such file then, and there was none at the base commit. */
function markAt(file: WorkspaceFile, base: FileContent | undefined, time: TraceTime): Mark | undefined {
  const version = versionAt(file, time);
  const isNew = base?.kind === 'absent';
  if (!version) {
    if (isNew) return undefined;
    // Of a file that is only looked at, nothing is known before.
    if (file.versions.length === 0) return file.firstSeen <= time ? 'opened' : undefined;
    return pathAt(file, time) === file.names[0]?.path ? 'same' : 'renamed';
  }
  if (version.kind === 'deleted') return isNew ? undefined : 'deleted';
  if (isNew) return 'added';
  if (pathAt(file, time) !== file.names[0]?.path) return 'renamed';
  if (base?.kind === 'text' && version.sha256 === base.sha256) return 'same';
  return base === undefined || base.kind === 'uncaptured' || base.kind === 'failed' ? 'unknown' : 'modified';
}

/** The picked file, else the one in front, compared as asked; undefined where no file is in front. */
export function targetAt(
  workspace: Workspace,
  time: TraceTime,
  picked: number | undefined,
  against: Against,
): Target | undefined {
  const { front, committed } = workspace.at(time);
  const file = workspace.files[picked ?? front ?? -1];
  if (!file) return undefined;
  const version = versionAt(file, time);
  const original =
    against === 'base'
      ? undefined
      : against === 'previous'
        ? file.versions[(version?.index ?? 0) - 1]
        : committed === undefined
          ? undefined
          : versionAt(file, committed);
  const path = pathAt(file, time);
  const key = [file.id, version?.index ?? 'base', against, original?.index ?? 'base', path].join(':');
  return { key, file, path, against, version, original };
}
