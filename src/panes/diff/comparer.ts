/** Two states of a file side by side: what changed between them, and since when. No DOM. */
import type { TraceTime } from '../../base/time.ts';
import { pause } from '../../timeline/slices.ts';
import { diffTexts, type LineChange } from '../../trace/line-diff.ts';
import type { HugeText } from '../../trace/text-limits.ts';
import { asWritten, type FileState, type FileVersion, type WorkspaceFile } from '../../trace/workspace.ts';
import type { FileContent, WorkspaceTexts } from '../../trace/workspace-texts.ts';
import { keyOf, type FileTarget, type PatchTarget, type Target } from './diff-data.ts';
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

export interface FileComparison {
  readonly target: FileTarget;
  readonly original: FileContent;
  readonly modified: FileContent;
  /** undefined: the two cannot be compared. */
  readonly hunks: readonly Hunk[] | undefined;
  /** The line that was worked in, or else the first that the latest save changed; from 1. */
  readonly line: number;
}

export interface PatchComparison {
  readonly target: PatchTarget;
  readonly patch: PatchText | HugeText;
}

export type Comparison = FileComparison | PatchComparison;

/** How many differences are kept. */
const KEPT = 64;

/** Milliseconds of work after which the page gets its turn. */
const SLICE = 12;

export class Comparer {
  readonly #texts: WorkspaceTexts;
  readonly #changes = new Map<string, Promise<readonly LineChange[] | undefined>>();
  readonly #patches = new WeakMap<Patch, PatchText | HugeText>();
  readonly #places = new SavePlaces((...between) => this.#changesBetween(...between));

  constructor(texts: WorkspaceTexts) {
    this.#texts = texts;
  }

  /** Rejects once the signal is given. */
  async compare(target: Target, signal: AbortSignal): Promise<Comparison> {
    if (target.kind === 'patch') return { target, patch: this.#patchText(target.patch) };
    const { file, state, original } = target;
    const [before, after, changes, line] = await Promise.all([
      this.#texts.state(file, original),
      this.#texts.state(file, state),
      this.#changesBetween(file, original, state),
      target.line ?? this.#firstChanged(file, state.version),
    ]);
    return {
      target,
      original: before,
      modified: after,
      hunks: changes && (await this.#dated(target, changes, signal)),
      line,
    };
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
    const known = this.#changes.get(key);
    if (known) return known;
    const made = Promise.all([this.#texts.state(file, from), this.#texts.state(file, to)]).then(
      ([before, after]) => {
        const [oldText, newText] = [textOf(before), textOf(after)];
        if (oldText !== undefined && newText !== undefined) return diffTexts(oldText, newText);
        // What could not be read this time may be read the next.
        this.#changes.delete(key);
        return undefined;
      },
    );
    this.#changes.set(key, made);
    const [oldest] = this.#changes.keys();
    if (oldest !== undefined && this.#changes.size > KEPT) this.#changes.delete(oldest);
    return made;
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
      const line = change.newStart + 1;
      const { removed, added } = change;
      return { line, row: line, removed, added, since: time, unsaved: unsaved > 0 && time === undefined };
    });
  }
}

function textOf(content: FileContent): string | undefined {
  return content.kind === 'absent' ? '' : content.kind === 'text' ? content.text : undefined;
}
