/** Goes through the edits of a workspace, and finds the files that they are about. Pure. */
import { append } from '../base/long-lists.ts';
import type { TraceTime } from '../base/time.ts';
import type { EditEvent, TimedEdit } from './layers.ts';
import type { FileChange, FilePlace, FileVersion, FreshStart, WorkspaceCommit } from './workspace.ts';

interface MutableFile {
  readonly id: number;
  readonly names: { from: TraceTime; path: string }[];
  readonly versions: FileVersion[];
  readonly starts: FreshStart[];
  readonly changes: FileChange[];
  readonly places: FilePlace[];
  readonly firstSeen: TraceTime;
}

type FileEvent = Exclude<EditEvent, { readonly type: 'commit' }>;

const KINDS = { save: 'saved', create: 'created', delete: 'deleted' } as const;

export class WorkspaceBuilder {
  readonly files: MutableFile[] = [];
  readonly commits: WorkspaceCommit[] = [];
  readonly #byPath = new Map<string, MutableFile>();
  readonly #hasFocus: boolean;
  readonly #open = new OpenFiles();
  readonly #repos: readonly string[];

  /**
   * `hasFocus`: the trace tells which file was in front, so that a file that a program wrote is not taken for it.
   * `repos`: names of the repositories, where there are several.
   */
  constructor(hasFocus: boolean, repos: readonly string[]) {
    this.#hasFocus = hasFocus;
    this.#repos = repos;
  }

  /** `index`: of the event among all. Returns the id of the file in front. */
  add({ event, time }: TimedEdit, index: number): number | undefined {
    if (event.type === 'commit') {
      const repo = this.#repos.find((name) => name === event.repo);
      this.commits.push({ time, event: index, repo });
    } else this.#touch(event, time, index);
    return this.#open.front;
  }

  #touch(event: FileEvent, time: TraceTime, index: number): void {
    const file = this.#fileOf(event.file, time);
    switch (event.type) {
      case 'open':
      case 'focus':
        this.#open.toFront(file.id);
        break;
      case 'change':
        file.changes.push({ time, changes: event.changes });
        append(file.places, placeOf(event.changes, time));
        this.#open.toFront(file.id);
        break;
      case 'cursor':
        file.places.push({ time, line: event.start.line + 1 });
        this.#open.toFront(file.id);
        break;
      case 'close':
        this.#open.close(file.id);
        // What was not saved by then is gone.
        if (file.changes.length > (file.starts.at(-1)?.changesBefore ?? 0)) startFresh(file, time);
        break;
      case 'rename':
        this.#rename(file, event.to, time, index);
        break;
      case 'save':
      case 'create':
      case 'delete':
        write(file, {
          time,
          index: file.versions.length,
          event: index,
          kind: KINDS[event.type],
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
    const id = this.files.length;
    const names = [{ from: time, path }];
    const file = { id, names, versions: [], starts: [], changes: [], places: [], firstSeen: time };
    this.files.push(file);
    this.#byPath.set(path, file);
    return file;
  }

  /** What stood at the new path is replaced. */
  #rename(file: MutableFile, to: string, time: TraceTime, index: number): void {
    const replaced = this.#byPath.get(to);
    if (replaced === file) return;
    if (replaced) write(replaced, { ...NOTHING, time, index: replaced.versions.length, event: index });
    this.#byPath.delete(file.names.at(-1)?.path ?? '');
    this.#byPath.set(to, file);
    file.names.push({ from: time, path: to });
  }
}

const NOTHING = {
  kind: 'deleted',
  content: undefined,
  diff: undefined,
  sha256: undefined,
  bytes: undefined,
  binary: false,
} as const;

function write(file: MutableFile, version: FileVersion): void {
  file.versions.push(version);
  startFresh(file, version.time);
}

function startFresh({ starts, changes, places }: MutableFile, time: TraceTime): void {
  starts.push({ time, changesBefore: changes.length, placesBefore: places.length });
}

/** Where the last of the changes left off; none where nothing was changed. */
function placeOf(changes: FileChange['changes'], time: TraceTime): readonly FilePlace[] {
  const last = changes.at(-1);
  return last ? [{ time, line: last.start.line + 1 + countLineEnds(last.text) }] : [];
}

function countLineEnds(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED || (code === RETURN && text.charCodeAt(at + 1) !== LINE_FEED)) count += 1;
  }
  return count;
}

const LINE_FEED = 10;
const RETURN = 13;

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
