/** Finds out how the files of the workspace stand to the base commit at a time, by their texts. No DOM. */
import { LaterCache } from '../../base/later-cache.ts';
import { pause } from '../../base/pause.ts';
import type { TraceTime } from '../../base/time.ts';
import type { LineChange } from '../../trace/line-diff.ts';
import {
  pathAt,
  stateAt,
  type FileState,
  type Workspace,
  type WorkspaceFile,
} from '../../trace/workspace.ts';
import type { FileContent, WorkspaceTexts } from '../../trace/workspace-texts.ts';
import { keyOf } from './diff-data.ts';
import { isComparable } from './differ.client.ts';
import { findMoves, type MoveEnd } from './moves.ts';
import type { Patch } from './patches.ts';
import type { ChangedFile, Lines } from './structure.ts';

/** Of so many states of files it is kept how many lines they changed. */
const KEPT = 20_000;
/** How many files are looked at together. */
const AT_ONCE = 8;
/** UTF-16 code units: longer files are not looked through for those that moved. */
const MAX_MOVED = 200_000;
/** Milliseconds of work after which the page gets its turn. */
const SLICE = 12;

/** A file that is not as it was at the base commit, with both its states. */
interface Changed {
  readonly file: WorkspaceFile;
  readonly state: FileState;
  readonly before: FileContent;
  readonly now: FileContent;
  readonly path: string;
  /** Its path before, where the trace tells that it was renamed. */
  readonly from: string | undefined;
}

/** What is read. */
interface Opened {
  readonly workspace: Workspace;
  readonly texts: Pick<WorkspaceTexts, 'base' | 'state'>;
  /** What is known of files without a time: they are left out. */
  readonly patches: ReadonlyMap<number, Patch>;
}

export class StructureReader {
  readonly #opened: Opened;
  readonly #diff: (before: string, after: string) => Promise<readonly LineChange[]>;
  /** By the file of which the base is compared, and the other's state. */
  readonly #lines = new LaterCache<string, Lines>(KEPT, () => 1);
  #sliceStart = 0;

  constructor(opened: Opened, diff: (before: string, after: string) => Promise<readonly LineChange[]>) {
    this.#opened = opened;
    this.#diff = diff;
  }

  /** In no order. Rejects once the signal is given. */
  async read(time: TraceTime, signal: AbortSignal): Promise<readonly ChangedFile[]> {
    const { workspace, patches } = this.#opened;
    this.#sliceStart = performance.now();
    const written = workspace.files.filter(
      ({ id, versions, changes, names }) =>
        !patches.has(id) && (versions.length > 0 || changes.length > 0 || names.length > 1),
    );
    const changed = (await each(written, (file) => this.#look(file, time, signal))).filter(
      (one) => one !== undefined,
    );
    const moves = findMoves(changed.flatMap(goneEnd), changed.flatMap(cameEnd));
    const gone = new Set(moves.map((move) => move.gone.id));
    const came = new Map(moves.map((move) => [move.came.id, move]));
    const byId = new Map(changed.map((one) => [one.file.id, one]));
    const staying = changed.filter(({ file }) => !gone.has(file.id));
    return each(staying, async (one): Promise<ChangedFile> => {
      signal.throwIfAborted();
      const move = came.get(one.file.id);
      const origin = move && byId.get(move.gone.id);
      if (!move || !origin) return this.#told(one, one);
      const told = await this.#told(one, origin);
      return { ...told, kind: 'moved', from: move.gone.path, alike: move.alike };
    });
  }

  /** undefined: it is as it was, or came and went again. */
  async #look(file: WorkspaceFile, time: TraceTime, signal: AbortSignal): Promise<Changed | undefined> {
    const state = stateAt(file, time);
    const path = pathAt(file, time);
    const first = file.names[0]?.path;
    const from = first === path ? undefined : first;
    if (!state.version && state.unsaved === 0 && from === undefined) return undefined;
    await this.#rest(signal);
    const { texts } = this.#opened;
    const [before, now] = await Promise.all([texts.base(file), texts.state(file, state)]);
    signal.throwIfAborted();
    const change = { file, state, before, now, path, from };
    return isAsBefore(change) ? undefined : change;
  }

  /** `origin`: the file that has its state of before. */
  async #told(one: Changed, { file: origin, before }: Changed): Promise<ChangedFile> {
    const lines = await this.#linesBetween(one, origin, before);
    const kind = kindOf(one);
    const { path, from } = one;
    const rest = { id: one.file.id, kind, lines };
    if (kind === 'deleted') return { ...rest, path: from ?? path };
    return kind === 'moved' ? { ...rest, path, from } : { ...rest, path };
  }

  #linesBetween(one: Changed, origin: WorkspaceFile, before: FileContent): Promise<Lines | undefined> {
    const [from, to] = [textOf(before), textOf(one.now)];
    // Not kept: what could not be read this time may be read the next.
    if (from === undefined || to === undefined || !isComparable(from, to)) return Promise.resolve(undefined);
    const key = [origin.id, one.file.id, keyOf(one.state)].join(':');
    return this.#lines.get(key, async () => {
      const changes = await this.#diff(from, to);
      const count = (part: 'added' | 'removed'): number =>
        changes.reduce((sum, change) => sum + change[part].length, 0);
      return { added: count('added'), removed: count('removed') };
    });
  }

  async #rest(signal: AbortSignal): Promise<void> {
    if (performance.now() - this.#sliceStart > SLICE) {
      await pause();
      this.#sliceStart = performance.now();
    }
    signal.throwIfAborted();
  }
}

function isAsBefore({ before, now, from }: Changed): boolean {
  if (before.kind === 'absent') return now.kind === 'absent';
  if (before.kind !== 'text' || now.kind !== 'text') return false;
  return from === undefined && before.sha256 === now.sha256;
}

function kindOf({ before, now, from }: Changed): ChangedFile['kind'] {
  if (before.kind === 'absent') return 'added';
  if (now.kind === 'absent') return 'deleted';
  if (from !== undefined) return 'moved';
  return before.kind === 'uncaptured' || before.kind === 'failed' ? 'unknown' : 'modified';
}

function goneEnd({ file, path, from, before, now }: Changed): readonly MoveEnd[] {
  return now.kind === 'absent' ? endOf(file.id, from ?? path, before) : [];
}

function cameEnd({ file, path, before, now }: Changed): readonly MoveEnd[] {
  return before.kind === 'absent' ? endOf(file.id, path, now) : [];
}

function endOf(id: number, path: string, content: FileContent): readonly MoveEnd[] {
  if (content.kind !== 'text') return [];
  const { text, sha256 } = content;
  const lines =
    text.length > MAX_MOVED
      ? undefined
      : text
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== '');
  return [{ id, path, sha256, lines }];
}

/** undefined where there is none that can be compared. */
function textOf(content: FileContent): string | undefined {
  if (content.kind === 'absent') return '';
  return content.kind === 'text' ? content.text : undefined;
}

/** What `look` gives of each item, in order; a few at a time. */
async function each<T, R>(items: readonly T[], look: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const work = async (): Promise<void> => {
    // Several workers take from the one iterator.
    for (const [index, item] of queue) results[index] = await look(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}
