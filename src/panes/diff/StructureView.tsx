import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo } from 'react';
import type { Clock } from '../../timeline/clock.ts';
import { Reading } from '../../ui/Reading.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { Counts } from './Counts.tsx';
import { changeWords, otherEnd, sumWords } from './describe-structure.ts';
import { indent, ROW_HEIGHT } from './file-rows-look.ts';
import rowStyles from './file-tree.module.css';
import { treeOf, type FilePart, type FolderPart } from './file-tree.ts';
import {
  entriesOf,
  SIDES,
  sumsOf,
  type ChangedFile,
  type FolderSum,
  type Side,
  type StructureEntry,
} from './structure.ts';
import styles from './structure-view.module.css';
import { useFolding } from './use-folding.ts';
import { useStructure } from './use-structure.ts';
import type { OpenWorkspace } from './use-workspace.ts';

const SIDE_WORDS: Readonly<Record<Side, string>> = {
  both: 'before and after',
  before: 'before',
  after: 'after',
};

const LETTERS: Readonly<Record<ChangedFile['kind'], string>> = {
  added: 'A',
  deleted: 'D',
  modified: 'M',
  moved: 'R',
  unknown: '?',
};

interface StructureViewProps {
  readonly open: OpenWorkspace;
  readonly clock: Clock;
  readonly side: Side;
  readonly onSide: (side: Side) => void;
  /** id of the file that is shown. */
  readonly shown: number | undefined;
  readonly onPick: (id: number) => void;
}

/** What changed of the project since the base commit, by folder, as it stood at the playhead. */
export function StructureView({ open, clock, side, onSide, shown, onPick }: StructureViewProps) {
  const files = useStructure(open, clock);
  const entries = useMemo(() => entriesOf(files ?? [], side), [files, side]);
  const sums = useMemo(() => sumsOf(entries), [entries]);
  const total = sums.get('');
  return (
    <>
      <header className={styles['bar']}>
        <span className={styles['sum']}>{files && total && (sumWords(total) || 'no changes')}</span>
        {total && <Counts {...total.lines} />}
        <select
          className={styles['side']}
          aria-label="Structure"
          value={side}
          onChange={({ target }) => onSide(SIDES.find((one) => one === target.value) ?? 'both')}
        >
          {SIDES.map((one) => (
            <option key={one} value={one}>
              {SIDE_WORDS[one]}
            </option>
          ))}
        </select>
      </header>
      <div className={styles['list']}>
        {!files && <Reading what="Comparing the files …" />}
        {files && entries.length === 0 && (
          <p className={styles['nothing']}>
            {files.length === 0
              ? 'Nothing has changed since the base commit yet.'
              : 'No file that changed is on this side.'}
          </p>
        )}
        {entries.length > 0 && <Tree entries={entries} sums={sums} shown={shown} onPick={onPick} />}
      </div>
    </>
  );
}

interface TreeProps extends Pick<StructureViewProps, 'shown' | 'onPick'> {
  readonly entries: readonly StructureEntry[];
  readonly sums: ReadonlyMap<string, FolderSum>;
}

function Tree({ entries, sums, shown, onPick }: TreeProps) {
  const { collapsed, toggle } = useFolding();
  const rows = useMemo(() => treeOf(entries, collapsed, () => true), [entries, collapsed]);
  return (
    <VirtualList
      rows={rows}
      rowHeight={ROW_HEIGHT}
      activeIndex={rows.findIndex(
        (row) => row.kind === 'file' && !row.file.left && row.file.file.id === shown,
      )}
      label="Structure of the workspace"
      levelOf={(row) => row}
      onToggle={toggle}
      onActivate={(row) => (row.kind === 'file' ? onPick(row.file.file.id) : toggle(row, !row.expanded))}
      renderRow={(row) =>
        row.kind === 'file' ? <File part={row} /> : <Folder part={row} sum={sums.get(row.path)} />
      }
    />
  );
}

interface FolderProps {
  readonly part: FolderPart;
  readonly sum: FolderSum | undefined;
}

function Folder({ part: { level, name, path, expanded }, sum }: FolderProps) {
  const Chevron = expanded ? ChevronDown : ChevronRight;
  const words = sum ? sumWords(sum) : '';
  return (
    <div className={rowStyles['row']} style={{ paddingLeft: indent(level) }} title={`${path}: ${words}`}>
      <Chevron className={rowStyles['chevron']} size={12} aria-hidden />
      <span className={styles['folder']}>{name}</span>
      <span className={styles['beside']}>{words}</span>
      {sum && <Counts {...sum.lines} />}
    </div>
  );
}

function File({ part: { level, name, file: entry } }: { readonly part: FilePart<StructureEntry> }) {
  const { path, file, left } = entry;
  const words = changeWords(entry);
  const other = otherEnd(entry);
  return (
    <div
      className={rowStyles['row']}
      style={{ paddingLeft: indent(level) }}
      data-mark={left ? 'left' : file.kind}
      title={`${path}: ${words}`}
    >
      <span className={styles['name']}>{name}</span>
      {other !== undefined && (
        <span className={styles['beside']} aria-hidden="true">
          {left ? 'now' : 'from'} {other}
        </span>
      )}
      {!left && file.lines && <Counts {...file.lines} />}
      <span className={rowStyles['mark']} aria-hidden="true">
        {LETTERS[file.kind]}
      </span>
      <span className="visually-hidden">{words}</span>
    </div>
  );
}
