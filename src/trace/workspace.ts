/** The files of the workspace as they stood at any time, made of the edits track. Pure: no content is read here. */
import type { TraceTime } from '../base/time.ts';
import type { EditEvent, TimedEdit } from './layers.ts';
import { Track } from './track.ts';

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
}

/** One file through the session, whatever its names were. */
export interface WorkspaceFile {
  /** Place in the workspace's list of files. */
  readonly id: number;
  /** Its paths in turn; the first holds from the start. */
  readonly names: readonly { readonly from: TraceTime; readonly path: string }[];
  /** Its writes in order; none where it was only looked at. */
  readonly versions: readonly FileVersion[];
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

interface MutableFile {
  readonly id: number;
  readonly names: { from: TraceTime; path: string }[];
  readonly versions: FileVersion[];
  readonly firstSeen: TraceTime;
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
    const builder = new Builder(edits.some(({ event }) => event.type === 'open' || event.type === 'focus'));
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

/** The path that a file had at `time`. */
export function pathAt(file: WorkspaceFile, time: TraceTime): string {
  const name = file.names.findLast(({ from }) => from <= time) ?? file.names[0];
  return name?.path ?? '';
}

class Builder {
  readonly files: MutableFile[] = [];
  readonly #byPath = new Map<string, MutableFile>();
  readonly #hasFocus: boolean;
  readonly #open = new OpenFiles();
  #committed: TraceTime | undefined;

  /** `hasFocus`: the trace tells which file was in front, so that a file that a program wrote is not taken for it. */
  constructor(hasFocus: boolean) {
    this.#hasFocus = hasFocus;
  }

  add({ event, time }: TimedEdit): WorkspaceMoment {
    if (event.type === 'commit') this.#committed = time;
    else this.#touch(event, time);
    return { front: this.#open.front, committed: this.#committed };
  }

  #touch(event: Exclude<EditEvent, { readonly type: 'commit' }>, time: TraceTime): void {
    const file = this.#fileOf(event.file, time);
    switch (event.type) {
      case 'open':
      case 'focus':
      case 'change':
      case 'cursor':
        this.#open.toFront(file.id);
        break;
      case 'close':
        this.#open.close(file.id);
        break;
      case 'rename':
        this.#rename(file, event.to, time);
        break;
      case 'save':
      case 'create':
      case 'delete':
        file.versions.push({
          time,
          index: file.versions.length,
          kind: ({ save: 'saved', create: 'created', delete: 'deleted' } as const)[event.type],
          content: event.type === 'delete' ? undefined : event.content,
          diff: event.diff,
          sha256: event.sha256,
          bytes: event.bytes,
          binary: event.binary ?? false,
        });
        if (event.type !== 'delete' && !(this.#hasFocus && event.by === 'command'))
          this.#open.toFront(file.id);
    }
  }

  #fileOf(path: string, time: TraceTime): MutableFile {
    const known = this.#byPath.get(path);
    if (known) return known;
    const file = { id: this.files.length, names: [{ from: time, path }], versions: [], firstSeen: time };
    this.files.push(file);
    this.#byPath.set(path, file);
    return file;
  }

  /** What stood at the new path is replaced. */
  #rename(file: MutableFile, to: string, time: TraceTime): void {
    const replaced = this.#byPath.get(to);
    if (replaced === file) return;
    replaced?.versions.push({
      time,
      index: replaced.versions.length,
      kind: 'deleted',
      content: undefined,
      diff: undefined,
      sha256: undefined,
      bytes: undefined,
      binary: false,
    });
    this.#byPath.delete(pathAt(file, time));
    this.#byPath.set(to, file);
    file.names.push({ from: time, path: to });
  }
}

/** The open files in the order in which they were last in front. */
class OpenFiles {
  /** Also holds what is out of date: it is dropped once it comes to the top. */
  readonly #stack: { readonly id: number; readonly turn: number }[] = [];
  readonly #turns = new Map<number, number>();
  #turn = 0;

  get front(): number | undefined {
    let top = this.#stack.at(-1);
    while (top && this.#turns.get(top.id) !== top.turn) {
      this.#stack.pop();
      top = this.#stack.at(-1);
    }
    return top?.id;
  }

  toFront(id: number): void {
    if (this.front === id) return;
    this.#turn += 1;
    this.#turns.set(id, this.#turn);
    this.#stack.push({ id, turn: this.#turn });
  }

  close(id: number): void {
    this.#turns.delete(id);
  }
}
