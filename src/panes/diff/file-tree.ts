/** The files of the workspace as a tree of folders. Pure. */
import type { FileRow } from './diff-data.ts';

interface TreePart {
  /** From 1. */
  readonly level: number;
  /** Its place among its siblings, from 1, and how many they are. */
  readonly place: number;
  readonly siblings: number;
  /** What is shown of its path. */
  readonly name: string;
}

export interface FolderPart extends TreePart {
  readonly kind: 'folder';
  readonly path: string;
  readonly expanded: boolean;
  /** A file in it, at any depth, was changed. */
  readonly changed: boolean;
}

export interface FilePart<File extends InTree = FileRow> extends TreePart {
  readonly kind: 'file';
  readonly file: File;
}

/** A row of the tree. */
export type TreeRow<File extends InTree = FileRow> = FolderPart | FilePart<File>;

/** What stands in a tree, `/` between folders. */
interface InTree {
  readonly path: string;
}

/** Deeper folders count as one: a path may be of any length. */
export const MAX_DEPTH = 40;

interface Folder<File> {
  readonly path: string;
  readonly folders: Map<string, Folder<File>>;
  readonly files: { readonly name: string; readonly file: File }[];
}

/** The files of the workspace as `treeOf` lists them. */
export function treeRows(files: readonly FileRow[], collapsed: ReadonlySet<string>): readonly TreeRow[] {
  return treeOf(files, collapsed, ({ mark }) => mark !== 'same' && mark !== 'opened' && mark !== 'reading');
}

/** The rows in sight: folders first, each by name. A folder that holds nothing but a folder is joined with it. */
export function treeOf<File extends InTree>(
  files: readonly File[],
  collapsed: ReadonlySet<string>,
  isChanged: (file: File) => boolean,
): readonly TreeRow<File>[] {
  const root = newFolder<File>('');
  for (const file of files) {
    const names = file.path.split('/');
    const depth = Math.min(names.length - 1, MAX_DEPTH);
    let folder = root;
    for (const name of names.slice(0, depth)) folder = folderIn(folder, name);
    folder.files.push({ name: names.slice(depth).join('/'), file });
  }
  return rowsIn(root, 1, { collapsed, isChanged });
}

function newFolder<File>(path: string): Folder<File> {
  return { path, folders: new Map(), files: [] };
}

function folderIn<File>(parent: Folder<File>, name: string): Folder<File> {
  const known = parent.folders.get(name);
  if (known) return known;
  const made = newFolder<File>(`${parent.path}${name}/`);
  parent.folders.set(name, made);
  return made;
}

interface Look<File> {
  readonly collapsed: ReadonlySet<string>;
  readonly isChanged: (file: File) => boolean;
}

function rowsIn<File extends InTree>(
  folder: Folder<File>,
  level: number,
  look: Look<File>,
): readonly TreeRow<File>[] {
  const folders = byName([...folder.folders].map(([name, inner]) => joined(name, inner)));
  const files = byName(folder.files);
  const siblings = folders.length + files.length;
  return [
    ...folders.flatMap(({ name, folder: { path }, folder: inner }, index): readonly TreeRow<File>[] => {
      const expanded = !look.collapsed.has(path);
      const place = index + 1;
      const row: FolderPart = {
        ...{ kind: 'folder', level, place, siblings, name, path, expanded },
        changed: holdsChange(inner, look.isChanged),
      };
      return expanded ? [row, ...rowsIn(inner, level + 1, look)] : [row];
    }),
    ...files.map(({ name, file }, index): FilePart<File> => {
      const place = folders.length + index + 1;
      return { kind: 'file', level, place, siblings, name, file };
    }),
  ];
}

function joined<File>(
  name: string,
  folder: Folder<File>,
): { readonly name: string; readonly folder: Folder<File> } {
  const [only, ...others] = folder.folders;
  if (!only || others.length > 0 || folder.files.length > 0) return { name, folder };
  return joined(`${name}/${only[0]}`, only[1]);
}

function holdsChange<File>({ files, folders }: Folder<File>, isChanged: (file: File) => boolean): boolean {
  return (
    files.some(({ file }) => isChanged(file)) ||
    [...folders.values()].some((inner) => holdsChange(inner, isChanged))
  );
}

function byName<T extends { readonly name: string }>(parts: readonly T[]): readonly T[] {
  return parts.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
