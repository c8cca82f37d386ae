import {
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { List, useListRef } from 'react-window';
import styles from './virtual-list.module.css';

/** Milliseconds for which the list stays where a person scrolled it. */
const LEAVE_ALONE = 4000;

interface VirtualListProps<Row> {
  readonly rows: readonly Row[];
  /** In CSS pixels. */
  readonly rowHeight: number;
  /** The row that is current, which the list keeps in sight; -1 for none. */
  readonly activeIndex: number;
  /** What the list holds, for those who do not see it. */
  readonly label: string;
  /** A row was clicked, or Enter pressed on it. */
  readonly onActivate: (row: Row, index: number) => void;
  readonly renderRow: (row: Row, index: number) => ReactNode;
}

/** A list box of any length: only the rows in sight are in the document. Arrow keys move, Enter activates. */
export function VirtualList<Row>(props: VirtualListProps<Row>) {
  const { rows, rowHeight, activeIndex, label, onActivate, renderRow } = props;
  const list = useListRef(null);
  const idPrefix = useId();
  /** The row that the keyboard is on; undefined: the active one. */
  const [cursor, setCursor] = useState<number>();
  const [rendered, setRendered] = useState({ first: 0, last: -1 });
  const touched = useRef(-Infinity);
  const at = Math.min(cursor ?? Math.max(activeIndex, 0), rows.length - 1);
  const inDocument = at >= rendered.first && at <= rendered.last;

  const follow = useCallback((): void => {
    if (activeIndex < 0 || performance.now() - touched.current < LEAVE_ALONE) return;
    list.current?.scrollToRow({ index: activeIndex, align: 'smart' });
  }, [list, activeIndex]);
  useEffect(follow, [follow]);

  // One function for good, and one object a range: react-window tells of the rows again for each new function.
  const onRowsRendered = useCallback(
    (_visible: RowRange, { startIndex: first, stopIndex: last }: RowRange): void => {
      setRendered((before) => (before.first === first && before.last === last ? before : { first, last }));
    },
    [],
  );

  const touch = (): void => {
    touched.current = performance.now();
  };
  const activate = (index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    setCursor(undefined);
    onActivate(row, index);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, rendered.last - rendered.first - 2 * OVERSCAN);
    const next = event.key === 'Enter' ? at : moved(event.key, at, rows.length, page);
    if (next === undefined) return;
    // The app has keys of its own for these.
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') {
      activate(at);
      return;
    }
    touch();
    setCursor(next);
    list.current?.scrollToRow({ index: next, align: 'auto' });
  };
  const onClick = ({ target }: MouseEvent): void => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
    if (row) activate(Number(row.dataset['row']));
  };

  return (
    <List<RowProps<Row>>
      listRef={list}
      className={styles['list'] ?? ''}
      role="listbox"
      aria-label={label}
      aria-activedescendant={inDocument ? rowId(idPrefix, at) : undefined}
      tabIndex={0}
      rowComponent={ListRow<Row>}
      rowCount={rows.length}
      rowHeight={rowHeight}
      rowProps={{ rows, activeIndex, cursor: at, idPrefix, renderRow }}
      overscanCount={OVERSCAN}
      onRowsRendered={onRowsRendered}
      // Also the first time it has a size: before, it cannot scroll.
      onResize={follow}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onWheel={touch}
      onPointerDown={touch}
      onTouchMove={touch}
      onBlur={() => setCursor(undefined)}
    />
  );
}

/** Rows in the document beyond each edge. */
const OVERSCAN = 4;

/** Both ends included. */
interface RowRange {
  readonly startIndex: number;
  readonly stopIndex: number;
}

interface RowProps<Row> {
  readonly rows: readonly Row[];
  readonly activeIndex: number;
  readonly cursor: number;
  readonly idPrefix: string;
  readonly renderRow: (row: Row, index: number) => ReactNode;
}

interface ListRowProps<Row> extends RowProps<Row> {
  readonly index: number;
  readonly style: CSSProperties;
}

function ListRow<Row>({ index, style, rows, activeIndex, cursor, idPrefix, renderRow }: ListRowProps<Row>) {
  const row = rows[index];
  if (row === undefined) return null;
  return (
    <div
      id={rowId(idPrefix, index)}
      className={styles['row']}
      style={style}
      role="option"
      aria-selected={index === activeIndex}
      aria-posinset={index + 1}
      aria-setsize={rows.length}
      data-row={index}
      data-cursor={index === cursor}
    >
      {renderRow(row, index)}
    </div>
  );
}

function rowId(prefix: string, index: number): string {
  return `${prefix}-${index}`;
}

/** The row that a key leads to; undefined for keys that lead nowhere. */
function moved(key: string, index: number, count: number, page: number): number | undefined {
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(index + 1, last);
    case 'ArrowUp':
      return Math.max(index - 1, 0);
    case 'PageDown':
      return Math.min(index + page, last);
    case 'PageUp':
      return Math.max(index - page, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
