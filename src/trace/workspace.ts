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
  /** Place among all events: what happens at one time is in order, too. */
  readonly event: number;
  readonly kind: 'saved' | 'created' | 'deleted';
  /** Path in the bundle of the whole file; undefined: deleted, or not captured. */
  readonly content: string | undefined;
  /** Path in the bundle of its diff against the base commit. */
  readonly diff: string | undefined;
  readonly sha256: string | undefined;
  readonly bytes: number | undefined;
  /** It was said not to be text. */
  readonly binary: boolean;
}

/** From here on a file stands as it is on disk: it was written, or closed with changes that were not. */
export interface FreshStart extends Timed {
  /** How many of the file's changes came before, and no longer count. */
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
  /** Which of the file's changes is the first that counts on top of it. */
  readonly from: number;
  /** How many changes count from there on, and are not yet saved. */
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
  readonly starts: readonly FreshStart[];
  /** What was typed in it. */
  readonly changes: readonly FileChange[];
  /** Where it was typed in, and the cursor stood. */
  readonly places: readonly FilePlace[];
  /** When the session first had to do with it. */
  readonly firstSeen: TraceTime;
}

export interface WorkspaceCommit extends Timed {
  /** Place among all events. */
  readonly event: number;
  /** Name of its repository, where there are several; undefined: it is of all files. */
  readonly repo: string | undefined;
}

/** All files that the session had to do with. */
export class Workspace {
  readonly files: readonly WorkspaceFile[];
  readonly #commits: readonly WorkspaceCommit[];
  /** After each event. */
  readonly #fronts: readonly (number | undefined)[];
  readonly #track: Track<TimedEdit>;

  /** `edits`: in time order. `repos`: names of the repositories, where there are several. */
  constructor(edits: readonly TimedEdit[], repos: readonly string[] = [], built = buildAll(edits, repos)) {
    this.#track = new Track(edits);
    this.#fronts = built.fronts;
    this.#commits = built.commits;
    this.files = built.files;
  }

  /** Number of events up to `time`: it changes exactly when the workspace may have. */
  eventsUntil(time: TraceTime): number {
    return this.#track.indexAt(time) + 1;
  }

  /** id of the file that was in front at `time`; undefined where none was. */
  frontAt(time: TraceTime): number | undefined {
    return this.#fronts[this.#track.indexAt(time)];
  }

  /** The version of the file that was in the last commit before `time`; undefined: as it was at the base commit. */
  committedAt(file: WorkspaceFile, time: TraceTime): FileVersion | undefined {
    const path = pathAt(file, time);
    const commit = this.#commits.findLast(
      (one) => one.time <= time && (one.repo === undefined || path.startsWith(`${one.repo}/`)),
    );
    return commit && file.versions.findLast(({ event }) => event < commit.event);
  }
}

/** The same for very many edits: yields, so that the work can be sliced. */
export function* buildWorkspace(
  edits: readonly TimedEdit[],
  repos: readonly string[] = [],
): Generator<undefined, Workspace> {
  return new Workspace(edits, repos, yield* build(edits, repos));
}

interface Built {
  readonly files: readonly WorkspaceFile[];
  readonly commits: readonly WorkspaceCommit[];
  readonly fronts: readonly (number | undefined)[];
}

/** Edits after which a slice may end. */
const SLICE = 1024;

function* build(edits: readonly TimedEdit[], repos: readonly string[]): Generator<undefined, Built> {
  const hasFocus = edits.some(({ event }) => event.type === 'open' || event.type === 'focus');
  const builder = new WorkspaceBuilder(hasFocus, repos);
  const fronts: (number | undefined)[] = [];
  for (const [index, edit] of edits.entries()) {
    fronts.push(builder.add(edit, index));
    if (index % SLICE === SLICE - 1) yield;
  }
  return { files: builder.files, commits: builder.commits, fronts };
}

function buildAll(edits: readonly TimedEdit[], repos: readonly string[]): Built {
  const work = build(edits, repos);
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

/** The version that stood at `time`; undefined before the first. */
export function versionAt(file: WorkspaceFile, time: TraceTime): FileVersion | undefined {
  return file.versions[new Track(file.versions).indexAt(time)];
}

/** A file with nothing that was typed since; undefined: as it was before the first write. */
export function asWritten(version: FileVersion | undefined): FileState {
  return { version, from: 0, unsaved: 0 };
}

/** The file at `time`. */
export function stateAt(file: WorkspaceFile, time: TraceTime): FileState {
  const version = versionAt(file, time);
  const from = new Track(file.starts).at(time)?.changesBefore ?? 0;
  return { version, from, unsaved: new Track(file.changes).indexAt(time) + 1 - from };
}

/** The changes from one on for as long as they count together: until the file is written, or closed. */
export function changesFrom(file: WorkspaceFile, from: number): readonly FileChange[] {
  const next = file.starts.find(({ changesBefore }) => changesBefore > from);
  return file.changes.slice(from, next?.changesBefore);
}

/** Line (from 1) where the file was last worked in at `time`, on top of what is on disk; undefined: not known. */
export function workedLineAt(file: WorkspaceFile, time: TraceTime): number | undefined {
  const index = new Track(file.places).indexAt(time);
  return index < (new Track(file.starts).at(time)?.placesBefore ?? 0) ? undefined : file.places[index]?.line;
}

/** The path that a file had at `time`. */
export function pathAt(file: WorkspaceFile, time: TraceTime): string {
  const name = file.names.findLast(({ from }) => from <= time) ?? file.names[0];
  return name?.path ?? '';
}
