import { VirtualList } from '../../ui/VirtualList.tsx';
import type { FileRow, Mark } from './diff-data.ts';
import styles from './file-list.module.css';

/** In CSS pixels. */
const ROW_HEIGHT = 24;

const MARKS: Readonly<Record<Mark, readonly [letter: string, words: string]>> = {
  same: ['', 'as in the base commit'],
  added: ['A', 'added since the base commit'],
  modified: ['M', 'modified since the base commit'],
  deleted: ['D', 'deleted since the base commit'],
  renamed: ['R', 'renamed since the base commit'],
  unknown: ['?', 'written; its state at the base commit is not known'],
  opened: ['', 'opened, never written'],
};

interface FileListProps {
  readonly rows: readonly FileRow[];
  /** id of the file that is shown. */
  readonly shown: number | undefined;
  readonly onPick: (id: number) => void;
}

/** The files of the workspace at the playhead. */
export function FileList({ rows, shown, onPick }: FileListProps) {
  return (
    <VirtualList
      rows={rows}
      rowHeight={ROW_HEIGHT}
      activeIndex={rows.findIndex(({ id }) => id === shown)}
      label="Files"
      onActivate={({ id }) => onPick(id)}
      renderRow={(row) => <Row row={row} />}
    />
  );
}

function Row({ row: { path, mark, front } }: { readonly row: FileRow }) {
  const slash = path.lastIndexOf('/');
  const [letter, words] = MARKS[mark];
  return (
    <div className={styles['row']} data-mark={mark} title={`${path}: ${words}`}>
      <span className={styles['name']}>{path.slice(slash + 1)}</span>
      <span className={styles['folder']}>{path.slice(0, Math.max(0, slash))}</span>
      {front && (
        <>
          <span className={styles['front']} aria-hidden="true" />
          <span className="visually-hidden">in front in the editor</span>
        </>
      )}
      <span className={styles['mark']} aria-hidden="true">
        {letter}
      </span>
      <span className="visually-hidden">{words}</span>
    </div>
  );
}
