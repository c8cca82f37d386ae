/** Two states of a file side by side: what changed between them, and since when. No DOM. */
import type { TraceTime } from '../../base/time.ts';
import { LaterCache } from '../../base/later-cache.ts';
import { pause } from '../../base/pause.ts';
import type { LineChange } from '../../trace/line-diff.ts';
import type { HugeText } from '../../trace/text-limits.ts';
import { asWritten, type FileState, type FileVersion, type WorkspaceFile } from '../../trace/workspace.ts';
import type { FileContent, WorkspaceTexts } from '../../trace/workspace-texts.ts';
import { keyOf, type FileTarget, type PatchTarget, type Target } from './diff-data.ts';
import { Differ, isComparable } from './differ.client.ts';
import { bytesOf, ownLines } from './kept-changes.ts';
import { hugePatch, patchText, type PatchText } from './patch-text.ts';
import type { Patch } from './patches.ts';
import { placeOf, SavePlaces } from './save-places.ts';

/** A change, with the save in which it first stood as it stands now. */
export interface Hunk {
  /** Where it stands in the file, from 1. */
  readonly line: number;
  /** Where it stands in what is drawn, from 1. */
  readonly row: number;
  /** The lines themselves, each with its line feed. */
  readonly removed: readonly string[];
  readonly added: readonly string[];
  /** undefined: it stands in no save, or the save is not known. */
  readonly since: TraceTime | undefined;
  /** It stands in no save yet. */
  readonly unsaved: boolean;
}

/** What is known of a comparison: only the texts yet, what changed between them, or also since when. */
type Stage = 'texts' | 'changes' | 'dates';

export interface FileComparison {
  readonly stage: Stage;
  readonly target: FileTarget;
  readonly original: FileContent;
  readonly modified: FileContent;
  /** What differs between the two; undefined: they cannot be compared. */
  readonly changes: readonly LineChange[] | undefined;
  /** The same, each with its save. */
  readonly hunks: readonly Hunk[] | undefined;
  /** The line that was worked in, or else the first that the latest save changed; from 1. */
  readonly line: number;
}

export interface PatchComparison {
  readonly target: PatchTarget;
  readonly patch: PatchText | HugeText;
}

export type Comparison = FileComparison | PatchComparison;

/** Bytes of changes that are kept. */
const LIMIT = 8 * 1024 * 1024;
/** Of texts with more UTF-16 code units it is not found out in which save a change first stood. */
const MAX_DATED = 1_000_000;
/** Milliseconds for which the texts wait for their changes, and these for their dates: what comes in time comes together. */
const CHANGES_WAIT = 30;
const DATES_WAIT = 20;
/** Milliseconds of work after which the page gets its turn. */
const SLICE = 12;

export class Comparer {
  readonly #texts: WorkspaceTexts;
  readonly #changes = new LaterCache<string, readonly LineChange[] | undefined>(LIMIT, bytesOf);
  readonly #differ = new Differ();
  readonly #patches = new WeakMap<Patch, PatchText | HugeText>();
  readonly #places = new SavePlaces((...between) => this.#changesBetween(...between));

  constructor(texts: WorkspaceTexts) {
    this.#texts = texts;
  }

  /** What is known, better each time; the last one is all. Rejects once the signal is given. */
  async *compare(target: Target, signal: AbortSignal): AsyncGenerator<Comparison, void> {
    if (target.kind === 'patch') {
      yield { target, patch: this.#patchText(target.patch) };
      return;
    }
    const { file, state, original: from } = target;
    const [original, modified] = await Promise.all([
      this.#texts.state(file, from),
      this.#texts.state(file, state),
    ]);
    signal.throwIfAborted();
    const found = Promise.all([
      this.#changesBetween(file, from, state),
      target.line ?? this.#firstChanged(file, state.version),
    ]);
    const texts = { target, original, modified, changes: undefined, hunks: undefined };
    if (!(await within(found, CHANGES_WAIT))) yield { stage: 'texts', ...texts, line: target.line ?? 1 };
    const [changes, line] = await found;
    signal.throwIfAborted();
    const known = { ...texts, changes, line };
    if (!changes) {
      yield { stage: 'dates', ...known };
      return;
    }
    const undated = changes.map((change) => hunkOf(change, undefined, false));
    if (lengthOf(original) + lengthOf(modified) > MAX_DATED) {
      yield { stage: 'dates', ...known, hunks: undated };
      return;
    }
    const dated = this.#dated(target, changes, signal);
    if (!(await within(dated, DATES_WAIT))) yield { stage: 'changes', ...known, hunks: undated };
    yield { stage: 'dates', ...known, hunks: await dated };
  }

  #patchText(patch: Patch): PatchText | HugeText {
    const known = this.#patches.get(patch);
    if (known) return known;
    const made = hugePatch(patch.file) ?? patchText(patch.file);
    this.#patches.set(patch, made);
    return made;
  }

  /** First line that the save changed, from 1. */
  async #firstChanged(file: WorkspaceFile, version: FileVersion | undefined): Promise<number> {
    if (!version) return 1;
    const before = asWritten(file.versions[version.index - 1]);
    const changes = await this.#changesBetween(file, before, asWritten(version));
    return (changes?.[0]?.newStart ?? 0) + 1;
  }

  #changesBetween(
    file: WorkspaceFile,
    from: FileState,
    to: FileState,
  ): Promise<readonly LineChange[] | undefined> {
    const key = [file.id, keyOf(from), keyOf(to)].join(':');
    return this.#changes.get(key, async () => {
      const contents = await Promise.all([this.#texts.state(file, from), this.#texts.state(file, to)]);
      const [before, after] = contents.map(textOf);
      if (before !== undefined && after !== undefined && isComparable(before, after))
        return ownLines(await this.#differ.diff(before, after), before.length + after.length);
      // What could not be read this time may be read the next.
      this.#changes.delete(key);
      return undefined;
    });
  }

  /** Goes back save by save for as long as a change stood there just so, against the same original. */
  async #dated(
    { file, state: { version, unsaved }, original }: FileTarget,
    changes: readonly LineChange[],
    signal: AbortSignal,
  ): Promise<readonly Hunk[]> {
    const start = unsaved > 0 ? undefined : version?.time;
    const places = changes.map(placeOf);
    const since = new Map(places.map((place) => [place, start]));
    const open = new Set(places);
    let sliceStart = performance.now();
    // What was typed may stand in the last save already; of that save itself it is known.
    const last = (version?.index ?? -1) - (unsaved > 0 ? 0 : 1);
    const base = original.version;
    const first = base && version && base.index < version.index + (unsaved > 0 ? 1 : 0) ? base.index + 1 : 0;
    for (let index = last; index >= first && open.size > 0; index -= 1) {
      const earlier = file.versions[index];
      const stood = await this.#places.at(file, original, earlier);
      if (performance.now() - sliceStart > SLICE) {
        await pause();
        sliceStart = performance.now();
      }
      signal.throwIfAborted();
      for (const place of open) {
        if (stood.has(place)) since.set(place, earlier?.time);
        else open.delete(place);
      }
    }
    return changes.map((change, index) => {
      const time = since.get(places[index] ?? '');
      return hunkOf(change, time, unsaved > 0 && time === undefined);
    });
  }
}

function hunkOf(
  { newStart, removed, added }: LineChange,
  since: TraceTime | undefined,
  unsaved: boolean,
): Hunk {
  return { line: newStart + 1, row: newStart + 1, removed, added, since, unsaved };
}

/** True where the promise is settled within so many milliseconds. */
async function within(promise: Promise<unknown>, millis: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), millis);
  });
  // A failure is told to whoever awaits the promise itself.
  const settled = promise.then(
    () => true,
    () => true,
  );
  const first = await Promise.race([settled, late]);
  clearTimeout(timer);
  return first;
}

function lengthOf(content: FileContent): number {
  return content.kind === 'text' ? content.text.length : 0;
}

function textOf(content: FileContent): string | undefined {
  return content.kind === 'absent' ? '' : content.kind === 'text' ? content.text : undefined;
}
