/** What the pane takes from a trace, and what is to be shown of it at a time. Pure. */
import type { TraceTime } from '../../base/time.ts';
import type { CheckedBundle } from '../../trace/checked-bundle.ts';
import type { TimedAnnotation, TimedEdit, TraceLayer } from '../../trace/layers.ts';
import { Track } from '../../trace/track.ts';
import type { FileDiff } from '../../trace/unified-diff.ts';
import {
  asWritten,
  pathAt,
  stateAt,
  workedLineAt,
  type FileState,
  type Workspace,
  type WorkspaceFile,
} from '../../trace/workspace.ts';
import type { Patch } from './patches.ts';

/** The pane's slice of the trace. */
export interface DiffPaneData {
  readonly edits: readonly TraceLayer<Track<TimedEdit>>[];
  readonly diffs: readonly TraceLayer<readonly FileDiff[]>[];
  /** Review comments stand among them. */
  readonly annotations: readonly TraceLayer<Track<TimedAnnotation>>[];
  readonly bundle: Pick<CheckedBundle, 'files' | 'read'>;
  /** What to call the actors, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Names of the repositories, where there are several: the paths of the workspace begin with them. */
  readonly repos: readonly string[];
  /** undefined: not recorded, or several repositories. */
  readonly baseCommit: string | undefined;
  /** What became of the files is what is looked for first. */
  readonly structureFirst: boolean;
  /** By path of a diff of the whole: what stands before its paths in the workspace. */
  readonly prefixes: ReadonlyMap<string, string>;
}

/** What a file is compared with. */
export const AGAINST = ['base', 'previous', 'commit'] as const;
export type Against = (typeof AGAINST)[number];

/** How a file stands to the base commit. */
export type Mark = 'same' | 'added' | 'modified' | 'deleted' | 'renamed' | 'unknown' | 'reading' | 'opened';

export interface FileRow {
  readonly id: number;
  readonly path: string;
  readonly mark: Mark;
  /** It was in front in the editor. */
  readonly front: boolean;
  /** It has changes that were not saved yet. */
  readonly unsaved: boolean;
  /** Its path at the base commit, where that was another. */
  readonly formerly: string | undefined;
  /** What a diff of the whole says of it; it tells no time. */
  readonly patch: Patch | undefined;
}

/** A file at a time, compared with another state of it. */
export interface FileTarget {
  readonly kind: 'file';
  /** Equal for targets that look the same. */
  readonly key: string;
  readonly id: number;
  readonly path: string;
  readonly file: WorkspaceFile;
  readonly against: Against;
  readonly state: FileState;
  /** Time of the latest change that was not saved yet. */
  readonly changed: TraceTime | undefined;
  /** What it is compared with. */
  readonly original: FileState;
  /** Where it was worked in since it was last written, from 1; undefined: not known. */
  readonly line: number | undefined;
}

/** The hunks of a file of which nothing else is known. */
export interface PatchTarget {
  readonly kind: 'patch';
  readonly key: string;
  readonly id: number;
  readonly path: string;
  readonly patch: Patch;
}

/** What is to be shown. */
export type Target = FileTarget | PatchTarget;

/** What a person wants to see. */
export interface Choice {
  /** id of the file; undefined: the one in front. */
  readonly picked: number | undefined;
  readonly against: Against;
  /** The line that is worked in is to be in sight. */
  readonly followsLine: boolean;
}

/** As it was at the base commit. */
const BASE: FileState = asWritten(undefined);

/** undefined where there is nothing to show: no file is in front. */
export function targetAt(
  workspace: Workspace,
  patches: ReadonlyMap<number, Patch>,
  time: TraceTime,
  { picked, against, followsLine }: Choice,
): Target | undefined {
  const id =
    picked ?? workspace.frontAt(time) ?? (workspace.files.length === 0 ? firstOf(patches) : undefined) ?? -1;
  const patch = patches.get(id);
  if (patch) return { kind: 'patch', key: `patch:${id}`, id, path: patch.path, patch };
  const file = workspace.files[id];
  if (!file) return undefined;
  const state = stateAt(file, time);
  const original =
    against === 'commit' ? asWritten(workspace.committedAt(file, time)) : originalOf(file, state, against);
  const path = pathAt(file, time);
  const line = followsLine ? workedLineAt(file, time) : undefined;
  const changed = state.unsaved > 0 ? new Track(file.changes).at(time)?.time : undefined;
  const key = [
    id,
    keyOf(state),
    against,
    keyOf(original),
    followsLine ? (line ?? 'saved') : 'any',
    path,
  ].join(':');
  return { kind: 'file', key, id, path, file, against, state, changed, original, line };
}

/** id of the first file that there is something to read of. */
function firstOf(patches: ReadonlyMap<number, Patch>): number | undefined {
  const all = [...patches.values()];
  return (all.find(({ file }) => file.hunks.length > 0) ?? all[0])?.id;
}

/** Equal for equal states of one file. */
export function keyOf({ version, from, unsaved }: FileState): string {
  return `${version?.index ?? 'base'}+${unsaved > 0 ? from + unsaved : 0}`;
}

function originalOf(
  file: WorkspaceFile,
  { version, unsaved }: FileState,
  against: Exclude<Against, 'commit'>,
): FileState {
  if (against === 'base') return BASE;
  return asWritten(unsaved > 0 ? version : file.versions[(version?.index ?? 0) - 1]);
}
