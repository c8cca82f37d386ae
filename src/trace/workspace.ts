/** The files of the workspace as they stood at any time, made of the edits track. Pure: no content is read here. */
import type { TraceTime } from '../base/time.ts';
import type { TextChange } from '../schema/generated/types.ts';
import type { TimedEdit } from './layers.ts';
import { Track, type Timed } from './track.ts';
import { WorkspaceBuilder } from './workspace-builder.ts';

/** A file as it was written once. */
export interface FileVersion {
  readonly time: TraceTime;
  /** Place among the versions of its file, from 0. */
  readonly index: number;
  readonly kind: 'saved' | 'created' | 'deleted';
  /** Path in the bundle of the whole file; undefined: deleted, or not captured. */
  readonly content: string | undefined;
  /** Path in the bundle of its diff against the base commit. */
  readonly diff: string | undefined;
  readonly sha256: string | undefined;
  readonly bytes: number | undefined;
  /** It was said not to be text. */
  readonly binary: boolean;
  /** How many of the file's changes came before: it replaces them. */
  readonly changesBefore: number;
  /** Likewise of its places. */
  readonly placesBefore: number;
}

/** Text that was changed in the editor and not yet saved. */
export interface FileChange extends Timed {
  /** A later one applies to the result of the earlier. */
  readonly changes: readonly TextChange[];
}

/** Where in a file was worked. */
export interface FilePlace extends Timed {
  /** From 1. */
  readonly line: number;
}

/** A file at a time: as it was last written, and what was typed since. */
export interface FileState {
  /** undefined: nothing was written yet. */
  readonly version: FileVersion | undefined;
  /** How many changes were made on top of it and not yet saved. */
  readonly unsaved: number;
}

/** One file through the session, whatever its names were. */
export interface WorkspaceFile {
  /** Place in the workspace's list of files. */
  readonly id: number;
  /** Its paths in turn; the first holds from the start. */
  readonly names: readonly { readonly from: TraceTime; readonly path: string }[];
  /** Its writes in order; none where it was only looked at. */
  readonly versions: readonly FileVersion[];
  /** What was typed in it. */
  readonly changes: readonly FileChange[];
  /** Where it was typed in, and the cursor stood. */
  readonly places: readonly FilePlace[];
  /** When the session first had to do with it. */
  readonly firstSeen: TraceTime;
}

/** The workspace after an event. */
export interface WorkspaceMoment {
  /** id of the file in front; undefined where none was. */
  readonly front: number | undefined;
  /** Time of the last commit; undefined where none was made. */
  readonly committed: TraceTime | undefined;
}

const BEFORE_ALL: WorkspaceMoment = { front: undefined, committed: undefined };

/** All files that the session had to do with. */
export class Workspace {
  readonly files: readonly WorkspaceFile[];
  readonly #moments: readonly WorkspaceMoment[];
  readonly #track: Track<TimedEdit>;

  /** `edits`: in time order. */
  constructor(edits: readonly TimedEdit[]) {
    this.#track = new Track(edits);
    const builder = new WorkspaceBuilder(
      edits.some(({ event }) => event.type === 'open' || event.type === 'focus'),
    );
    this.#moments = edits.map((edit) => builder.add(edit));
    this.files = builder.files;
  }

  /** Number of events up to `time`: it changes exactly when the workspace may have. */
  eventsUntil(time: TraceTime): number {
    return this.#track.indexAt(time) + 1;
  }

  /** What was in front, and committed, at `time`. */
  at(time: TraceTime): WorkspaceMoment {
    return this.#moments[this.#track.indexAt(time)] ?? BEFORE_ALL;
  }
}

/** The version that stood at `time`; undefined before the first. */
export function versionAt(file: WorkspaceFile, time: TraceTime): FileVersion | undefined {
  return file.versions[new Track(file.versions).indexAt(time)];
}

/** The file at `time`. */
export function stateAt(file: WorkspaceFile, time: TraceTime): FileState {
  const version = versionAt(file, time);
  const made = new Track(file.changes).indexAt(time) + 1;
  return { version, unsaved: Math.max(0, made - (version?.changesBefore ?? 0)) };
}

/** The changes on top of a version up to the next one; undefined: on top of what stood before the first. */
export function changesSince(file: WorkspaceFile, version: FileVersion | undefined): readonly FileChange[] {
  const next = file.versions[(version?.index ?? -1) + 1];
  return file.changes.slice(version?.changesBefore ?? 0, next?.changesBefore);
}

/** Line (from 1) where the file was last worked in at `time`, since it was last written; undefined: not known. */
export function workedLineAt(file: WorkspaceFile, time: TraceTime): number | undefined {
  const index = new Track(file.places).indexAt(time);
  return index < (versionAt(file, time)?.placesBefore ?? 0) ? undefined : file.places[index]?.line;
}

/** The path that a file had at `time`. */
export function pathAt(file: WorkspaceFile, time: TraceTime): string {
  const name = file.names.findLast(({ from }) => from <= time) ?? file.names[0];
  return name?.path ?? '';
}
