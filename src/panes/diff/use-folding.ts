import { useState } from 'react';
import type { FolderPart } from './file-tree.ts';

interface Folding {
  /** Paths of the folders that are closed. */
  readonly collapsed: ReadonlySet<string>;
  readonly toggle: (row: FolderPart | { readonly kind: 'file' }, expanded: boolean) => void;
}

/** Which folders of a tree a person has closed. */
export function useFolding(): Folding {
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const toggle: Folding['toggle'] = (row, expanded) => {
    if (row.kind === 'file') return;
    const others = [...collapsed].filter((path) => path !== row.path);
    setCollapsed(new Set(expanded ? others : [...others, row.path]));
  };
  return { collapsed, toggle };
}
