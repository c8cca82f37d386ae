/** How the files of the workspace stand to the base commit: which came, went, moved and changed, and by how much. Pure. */
import { MAX_DEPTH } from './file-tree.ts';

export interface Lines {
  readonly added: number;
  readonly removed: number;
}

export interface ChangedFile {
  readonly id: number;
  /** Its path now; of one that went, the one that it had. */
  readonly path: string;
  /** `unknown`: it was written, and how it stood at the base commit is not recorded. */
  readonly kind: 'added' | 'deleted' | 'modified' | 'moved' | 'unknown';
  /** Of one that moved, its path at the base commit. */
  readonly from?: string | undefined;
  /** Of one that is known for moved by its lines alone: share of them that are the same, 0 to 1. */
  readonly alike?: number | undefined;
  /** undefined: its two states cannot be compared. */
  readonly lines: Lines | undefined;
}

export const SIDES = ['both', 'before', 'after'] as const;
/** What is listed: what is there now, what was there at the base commit, or both. */
export type Side = (typeof SIDES)[number];

/** Stands in an address for the list of files where the structure is what is shown first. */
const OFF = 'off';

/**
 * What of the structure is shown; undefined: the list of files. `first`: the structure is what is shown to begin with.
 * `text`: as an address has it.
 */
export function sideOf(text: string | undefined, first: boolean): Side | undefined {
  if (text === OFF) return undefined;
  return SIDES.find((side) => side === text) ?? (first ? 'both' : undefined);
}

/** The same for an address; undefined: as it is to begin with. */
export function sideText(side: Side | undefined, first: boolean): string | undefined {
  if (side === sideOf(undefined, first)) return undefined;
  return side ?? OFF;
}

/** A file in the list; one that moved stands there twice, where both sides are listed. */
export interface StructureEntry {
  readonly path: string;
  readonly file: ChangedFile;
  /** It was here, and is elsewhere now. */
  readonly left: boolean;
}

export function entriesOf(files: readonly ChangedFile[], side: Side): readonly StructureEntry[] {
  return files.flatMap((file): readonly StructureEntry[] => {
    const { path, kind, from } = file;
    const here = { path, file, left: false };
    if (kind === 'added') return side === 'before' ? [] : [here];
    if (kind === 'deleted') return side === 'after' ? [] : [here];
    if (from === undefined) return [here];
    const there = { path: from, file, left: true };
    return side === 'both' ? [there, here] : [side === 'before' ? there : here];
  });
}

/** What became of the files in a folder, at any depth. */
export interface FolderSum {
  readonly added: number;
  readonly deleted: number;
  readonly modified: number;
  /** Were elsewhere, or had another name. */
  readonly moved: number;
  /** Are elsewhere now. */
  readonly left: number;
  readonly unknown: number;
  /** Of the files that can be compared; of one that moved, where it is now. */
  readonly lines: Lines;
}

const NOTHING: FolderSum = {
  ...{ added: 0, deleted: 0, modified: 0, moved: 0, left: 0, unknown: 0 },
  lines: { added: 0, removed: 0 },
};

/** By path of the folder, with a slash at its end; '' for all. Folders without entries are not in it. */
export function sumsOf(entries: readonly StructureEntry[]): ReadonlyMap<string, FolderSum> {
  const sums = new Map<string, FolderSum>([['', NOTHING]]);
  const here = new Set(entries.filter(({ left }) => !left).map(({ file }) => file));
  for (const entry of entries) {
    const names = entry.path.split('/').slice(0, -1).slice(0, MAX_DEPTH);
    for (let depth = 0; depth <= names.length; depth += 1) {
      const folder = names
        .slice(0, depth)
        .map((name) => `${name}/`)
        .join('');
      // What moved within a folder has not left it.
      if (entry.left && here.has(entry.file) && entry.file.path.startsWith(folder)) continue;
      sums.set(folder, withEntry(sums.get(folder) ?? NOTHING, entry));
    }
  }
  return sums;
}

function withEntry(sum: FolderSum, { file: { kind, lines }, left }: StructureEntry): FolderSum {
  const what = left ? 'left' : kind;
  const own = left || !lines ? NOTHING.lines : lines;
  return {
    ...sum,
    [what]: sum[what] + 1,
    lines: { added: sum.lines.added + own.added, removed: sum.lines.removed + own.removed },
  };
}
