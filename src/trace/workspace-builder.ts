/** Goes through the edits of a workspace, and finds the files that they are about. Pure. */
import type { TraceTime } from '../base/time.ts';
import type { EditEvent, TimedEdit } from './layers.ts';
import type { FileChange, FilePlace, FileVersion, WorkspaceMoment } from './workspace.ts';

interface MutableFile {
  readonly id: number;
  readonly names: { from: TraceTime; path: string }[];
  readonly versions: FileVersion[];
  readonly changes: FileChange[];
  readonly places: FilePlace[];
  readonly firstSeen: TraceTime;
}

type FileEvent = Exclude<EditEvent, { readonly type: 'commit' }>;

const KINDS = { save: 'saved', create: 'created', delete: 'deleted' } as const;

export class WorkspaceBuilder {
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

  #touch(event: FileEvent, time: TraceTime): void {
    const file = this.#fileOf(event.file, time);
    switch (event.type) {
      case 'open':
      case 'focus':
        this.#open.toFront(file.id);
        break;
      case 'change':
        file.changes.push({ time, changes: event.changes });
        file.places.push(...placeOf(event.changes, time));
        this.#open.toFront(file.id);
        break;
      case 'cursor':
        file.places.push({ time, line: event.start.line + 1 });
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
        write(file, {
          time,
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
    const file = { id, names, versions: [], changes: [], places: [], firstSeen: time };
    this.files.push(file);
    this.#byPath.set(path, file);
    return file;
  }

  /** What stood at the new path is replaced. */
  #rename(file: MutableFile, to: string, time: TraceTime): void {
    const replaced = this.#byPath.get(to);
    if (replaced === file) return;
    if (replaced) write(replaced, { ...NOTHING, time });
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

function write(
  { versions, changes, places }: MutableFile,
  version: Omit<FileVersion, 'index' | 'changesBefore' | 'placesBefore'>,
): void {
  versions.push({
    ...version,
    index: versions.length,
    changesBefore: changes.length,
    placesBefore: places.length,
  });
}

/** Where the last of the changes left off; none where nothing was changed. */
function placeOf(changes: FileChange['changes'], time: TraceTime): readonly FilePlace[] {
  const last = changes.at(-1);
  return last ? [{ time, line: last.start.line + last.text.split(/\r\n|\r|\n/).length }] : [];
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
