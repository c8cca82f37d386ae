/** Where the saves of a file differ from an original. No DOM. */
import { sha256Hex } from '../../base/hash.ts';
import type { LineChange } from '../../trace/line-diff.ts';
import { asWritten, type FileState, type FileVersion, type WorkspaceFile } from '../../trace/workspace.ts';
import { keyOf } from './diff-data.ts';

/** How many places are kept, of some 80 bytes each; a save counts for one more. */
const KEPT = 100_000;
/** Hexadecimal digits of a hash that are kept: enough to tell the changes of one place from each other. */
const DIGITS = 16;

type ChangesBetween = (
  file: WorkspaceFile,
  from: FileState,
  to: FileState,
) => Promise<readonly LineChange[] | undefined>;

/** Keeps them, since all saves before are asked for with each keystroke. */
export class SavePlaces {
  readonly #changesBetween: ChangesBetween;
  /** Those that were asked for last come last. */
  readonly #known = new Map<string, ReadonlySet<string>>();
  #size = 0;

  constructor(changesBetween: ChangesBetween) {
    this.#changesBetween = changesBetween;
  }

  /** See `placeOf`; none where the two cannot be compared. undefined: as it was before the first save. */
  async at(
    file: WorkspaceFile,
    original: FileState,
    version: FileVersion | undefined,
  ): Promise<ReadonlySet<string>> {
    const state = asWritten(version);
    const key = [file.id, keyOf(original), keyOf(state)].join(':');
    const known = this.#known.get(key);
    const changes = known ? undefined : await this.#changesBetween(file, original, state);
    const places = known ?? new Set(changes?.map(placeOf));
    // What could not be read this time may be read the next.
    if (known ?? changes) this.#keep(key, places);
    return places;
  }

  #keep(key: string, places: ReadonlySet<string>): void {
    this.#drop(key);
    this.#known.set(key, places);
    this.#size += places.size + 1;
    for (const oldest of this.#known.keys()) {
      if (this.#size <= KEPT) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const places = this.#known.get(key);
    if (!places) return;
    this.#known.delete(key);
    this.#size -= places.size + 1;
  }
}

/** A change by its place in the original and what it does there: equal for equal ones, and short. */
export function placeOf({ oldStart, oldEnd, added }: LineChange): string {
  const hash = sha256Hex(new TextEncoder().encode(added.join('')));
  return `${oldStart}:${oldEnd}:${hash.slice(0, DIGITS)}`;
}
