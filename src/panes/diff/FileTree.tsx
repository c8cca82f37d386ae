import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo, useMemo } from 'react';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { Counts } from './Counts.tsx';
import { TIME_UNKNOWN, TIME_UNRECORDED } from './describe-patch.ts';
import type { FileRow, Mark } from './diff-data.ts';
import { indent, ROW_HEIGHT } from './file-rows-look.ts';
import { treeRows, type FilePart, type FolderPart } from './file-tree.ts';
import styles from './file-tree.module.css';
import { useFolding } from './use-folding.ts';

const MARKS: Readonly<Record<Mark, readonly [letter: string, words: string]>> = {
  same: ['', 'as in the base commit'],
  added: ['A', 'added since the base commit'],
  modified: ['M', 'modified since the base commit'],
  deleted: ['D', 'deleted since the base commit'],
  renamed: ['R', 'renamed since the base commit'],
  reading: ['…', 'written; how it stood at the base commit is being read'],
  unknown: ['?', 'written; its state at the base commit is not known'],
  opened: ['', 'opened, never written'],
};

interface FileTreeProps {
  readonly files: readonly FileRow[];
  /** id of the file that is shown. */
  readonly shown: number | undefined;
  /** Edits tell the times of other files. */
  readonly beside: boolean;
  readonly onPick: (id: number) => void;
}

/** The files of the workspace at the playhead, in their folders. */
export const FileTree = memo(function FileTree({ files, shown, beside, onPick }: FileTreeProps) {
  const { collapsed, toggle } = useFolding();
  const rows = useMemo(() => treeRows(files, collapsed), [files, collapsed]);
  return (
    <VirtualList
      rows={rows}
      rowHeight={ROW_HEIGHT}
      activeIndex={rows.findIndex((row) => row.kind === 'file' && row.file.id === shown)}
      label="Files"
      levelOf={(row) => row}
      onToggle={toggle}
      onActivate={(row) => (row.kind === 'file' ? onPick(row.file.id) : toggle(row, !row.expanded))}
      renderRow={(row) => (row.kind === 'file' ? <File part={row} beside={beside} /> : <Folder part={row} />)}
    />
  );
});

function Folder({ part: { level, name, path, expanded, changed } }: { readonly part: FolderPart }) {
  const Chevron = expanded ? ChevronDown : ChevronRight;
  return (
    <div className={styles['row']} style={{ paddingLeft: indent(level) }} title={path}>
      <Chevron className={styles['chevron']} size={12} aria-hidden />
      <span className={styles['folder']}>{name}</span>
      {changed && (
        <>
          <span className={styles['changed']} aria-hidden="true" />
          <span className="visually-hidden">holds changes</span>
        </>
      )}
    </div>
  );
}

function File({
  part: { level, name, file },
  beside,
}: {
  readonly part: FilePart;
  readonly beside: boolean;
}) {
  const { path, mark, front, unsaved, patch } = file;
  const [letter] = MARKS[mark];
  const words = wordsOf(file, beside);
  return (
    <div
      className={styles['row']}
      style={{ paddingLeft: indent(level) }}
      data-mark={mark}
      data-unrecorded={patch && beside ? true : undefined}
      title={`${path}: ${words}`}
    >
      <span className={styles['name']}>{name}</span>
      {front && (
        <>
          <span className={styles['front']} aria-hidden="true" />
          <span className="visually-hidden">in front in the editor</span>
        </>
      )}
      {patch && <Counts added={patch.added} removed={patch.removed} />}
      {unsaved && <span className={styles['unsaved']} aria-hidden="true" />}
      <span className={styles['mark']} aria-hidden="true">
        {letter}
      </span>
      <span className="visually-hidden">{words}</span>
    </div>
  );
}

function wordsOf({ mark, unsaved, formerly, patch }: FileRow, beside: boolean): string {
  return [
    MARKS[mark][1],
    ...(formerly === undefined ? [] : [`formerly ${formerly}`]),
    ...(unsaved ? ['with unsaved changes'] : []),
    ...(patch ? [beside ? TIME_UNRECORDED : TIME_UNKNOWN] : []),
  ].join('; ');
}
