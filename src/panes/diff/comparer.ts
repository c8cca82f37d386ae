/** Two states of a file side by side: what changed between them, and since when. No DOM. */
import type { TraceTime } from '../../base/time.ts';
import { diffTexts, type LineChange } from '../../trace/line-diff.ts';
import type { FileVersion, WorkspaceFile } from '../../trace/workspace.ts';
import type { FileContent, WorkspaceTexts } from '../../trace/workspace-texts.ts';
import type { Target } from './diff-data.ts';

/** A change, with the save in which it first stood as it stands now. */
export interface Hunk extends LineChange {
  /** undefined: that save is not known. */
  readonly since: TraceTime | undefined;
}

export interface Comparison {
  readonly target: Target;
  readonly original: FileContent;
  readonly modified: FileContent;
  /** undefined: the two cannot be compared. */
  readonly hunks: readonly Hunk[] | undefined;
  /** First line that the latest save changed, from 1. */
  readonly line: number;
}

/** How many differences are kept, so that going on by one save costs one more. */
const KEPT = 400;

/** undefined: the state before the first write. */
type Version = FileVersion | undefined;

export class Comparer {
  readonly #texts: WorkspaceTexts;
  readonly #changes = new Map<string, Promise<readonly LineChange[] | undefined>>();

  constructor(texts: WorkspaceTexts) {
    this.#texts = texts;
  }

  async compare(target: Target): Promise<Comparison> {
    const { file, version, original } = target;
    const [before, after, changes, latest] = await Promise.all([
      this.#content(file, original),
      this.#content(file, version),
      this.#changesBetween(file, original, version),
      version && this.#changesBetween(file, file.versions[version.index - 1], version),
    ]);
    return {
      target,
      original: before,
      modified: after,
      hunks: changes && (await this.#dated(target, changes)),
      line: (latest?.[0]?.newStart ?? 0) + 1,
    };
  }

  #content(file: WorkspaceFile, version: Version): Promise<FileContent> {
    return version ? this.#texts.version(version) : this.#texts.base(file);
  }

  #changesBetween(
    file: WorkspaceFile,
    from: Version,
    to: Version,
  ): Promise<readonly LineChange[] | undefined> {
    const key = [file.id, from?.index, to?.index].join(':');
    const known = this.#changes.get(key);
    if (known) return known;
    const made = Promise.all([this.#content(file, from), this.#content(file, to)]).then(([before, after]) => {
      const [oldText, newText] = [textOf(before), textOf(after)];
      if (oldText !== undefined && newText !== undefined) return diffTexts(oldText, newText);
      // What could not be read this time may be read the next.
      this.#changes.delete(key);
      return undefined;
    });
    this.#changes.set(key, made);
    const [oldest] = this.#changes.keys();
    if (oldest !== undefined && this.#changes.size > KEPT) this.#changes.delete(oldest);
    return made;
  }

  /** Goes back save by save for as long as a change stood there just so, against the same original. */
  async #dated(
    { file, version, original }: Target,
    changes: readonly LineChange[],
  ): Promise<readonly Hunk[]> {
    const since = new Map(changes.map((change) => [keyOf(change), version?.time]));
    const open = new Set(since.keys());
    const first = original && version && original.index < version.index ? original.index + 1 : 0;
    for (let index = (version?.index ?? 0) - 1; index >= first && open.size > 0; index -= 1) {
      const earlier = file.versions[index];
      const stood = new Set((await this.#changesBetween(file, original, earlier))?.map(keyOf));
      for (const key of open) {
        if (stood.has(key)) since.set(key, earlier?.time);
        else open.delete(key);
      }
    }
    return changes.map((change) => ({ ...change, since: since.get(keyOf(change)) }));
  }
}

/** A change by its place in the original and what it does there. */
function keyOf({ oldStart, oldEnd, added }: LineChange): string {
  return `${oldStart}:${oldEnd}:${added.join('')}`;
}

function textOf(content: FileContent): string | undefined {
  return content.kind === 'absent' ? '' : content.kind === 'text' ? content.text : undefined;
}
