/** Words for what became of files and folders. Pure. */
import type { FolderSum, StructureEntry } from './structure.ts';

/** `2 added, 1 moved away`; '' where nothing is to be told. */
export function sumWords({ added, deleted, modified, moved, left, unknown }: FolderSum): string {
  const parts: readonly (readonly [count: number, words: string])[] = [
    [added, 'added'],
    [modified, 'modified'],
    [moved, 'moved'],
    [left, 'moved away'],
    [deleted, 'deleted'],
    [unknown, 'not known'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(', ');
}

/** What became of a file, in words. */
export function changeWords({ path, file, left }: StructureEntry): string {
  const { kind, from, alike, lines } = file;
  const what =
    kind === 'moved' ? (left ? `moved to ${file.path}` : `moved from ${from ?? path}`) : KIND_WORDS[kind];
  return [
    what,
    ...(alike === undefined ? [] : [`${Math.floor(100 * alike)} % of its lines are the same`]),
    ...(lines ? [] : ['its lines cannot be compared']),
  ].join('; ');
}

const KIND_WORDS = {
  added: 'added since the base commit',
  deleted: 'deleted since the base commit',
  modified: 'modified since the base commit',
  unknown: 'written; its state at the base commit is not known',
} as const;

/** Where the other end of a move is: its folder, where the name is the same. */
export function otherEnd({ path, file, left }: StructureEntry): string | undefined {
  if (file.kind !== 'moved') return undefined;
  const other = left ? file.path : (file.from ?? '');
  const slash = other.lastIndexOf('/') + 1;
  const sameName = other.slice(slash) === path.slice(path.lastIndexOf('/') + 1);
  return sameName && slash > 0 ? other.slice(0, slash) : other;
}
