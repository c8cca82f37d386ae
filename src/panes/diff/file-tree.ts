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

export interface FilePart extends TreePart {
  readonly kind: 'file';
  readonly file: FileRow;
}

/** A row of the tree. */
export type TreeRow = FolderPart | FilePart;

/** Deeper folders count as one: a path may be of any length. */
const MAX_DEPTH = 40;

interface Folder {
  readonly path: string;
  readonly folders: Map<string, Folder>;
  readonly files: { readonly name: string; readonly file: FileRow }[];
}

/** The rows in sight: folders first, each by name. A folder that holds nothing but a folder is joined with it. */
export function treeRows(files: readonly FileRow[], collapsed: ReadonlySet<string>): readonly TreeRow[] {
  const root = newFolder('');
  for (const file of files) {
    const names = file.path.split('/');
    const depth = Math.min(names.length - 1, MAX_DEPTH);
    let folder = root;
    for (const name of names.slice(0, depth)) folder = folderIn(folder, name);
    folder.files.push({ name: names.slice(depth).join('/'), file });
  }
  return rowsIn(root, 1, collapsed);
}

function newFolder(path: string): Folder {
  return { path, folders: new Map(), files: [] };
}

function folderIn(parent: Folder, name: string): Folder {
  const known = parent.folders.get(name);
  if (known) return known;
  const made = newFolder(`${parent.path}${name}/`);
  parent.folders.set(name, made);
  return made;
}

function rowsIn(folder: Folder, level: number, collapsed: ReadonlySet<string>): readonly TreeRow[] {
  const folders = byName([...folder.folders].map(([name, inner]) => joined(name, inner)));
  const files = byName(folder.files);
  const siblings = folders.length + files.length;
  return [
    ...folders.flatMap(({ name, folder: { path }, folder: inner }, index): readonly TreeRow[] => {
      const expanded = !collapsed.has(path);
      const place = index + 1;
      const row: FolderPart = {
        ...{ kind: 'folder', level, place, siblings, name, path, expanded },
        changed: isChanged(inner),
      };
      return expanded ? [row, ...rowsIn(inner, level + 1, collapsed)] : [row];
    }),
    ...files.map(({ name, file }, index): FilePart => {
      const place = folders.length + index + 1;
      return { kind: 'file', level, place, siblings, name, file };
    }),
  ];
}

function joined(name: string, folder: Folder): { readonly name: string; readonly folder: Folder } {
  const [only, ...others] = folder.folders;
  if (!only || others.length > 0 || folder.files.length > 0) return { name, folder };
  return joined(`${name}/${only[0]}`, only[1]);
}

function isChanged({ files, folders }: Folder): boolean {
  return (
    files.some(({ file: { mark } }) => mark !== 'same' && mark !== 'opened' && mark !== 'reading') ||
    [...folders.values()].some(isChanged)
  );
}

function byName<T extends { readonly name: string }>(parts: readonly T[]): readonly T[] {
  return parts.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
