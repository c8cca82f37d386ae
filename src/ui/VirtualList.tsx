import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  type RefObject,
} from 'react';
import { List, useListRef, type RowComponentProps } from 'react-window';
import { useRowPart, type RowPart } from './use-row-part.ts';
import styles from './virtual-list.module.css';

/** Milliseconds for which the list stays where a person scrolled it. */
const LEAVE_ALONE = 4000;
/** The same after a row was activated: the row under the pointer must not run away from it. */
const LEAVE_ROW = 300;

/** Where a row stands in a tree. */
export interface TreePlace {
  /** From 1. */
  readonly level: number;
  /** undefined: it holds no others. */
  readonly expanded?: boolean | undefined;
  /** Its place among its siblings, from 1, and how many they are: only the rows in sight are in the document. */
  readonly place: number;
  readonly siblings: number;
}

export interface VirtualListProps<Row> {
  readonly rows: readonly Row[];
  /** In CSS pixels. */
  readonly rowHeight: number;
  /** The row that is current, which the list keeps in sight; -1 for none. */
  readonly activeIndex: number;
  /** false: the list stays where it is, whatever is current. */
  readonly follows?: boolean;
  /** What the list holds, for those who do not see it. */
  readonly label: string;
  /** A row was clicked, or Enter pressed on it. */
  readonly onActivate: (row: Row, index: number) => void;
  readonly renderRow: (row: Row, index: number) => ReactNode;
  /** The row that is pointed at elsewhere: it is marked, and not brought into sight. */
  readonly hoverIndex?: number | undefined;
  /** The pointer is on another row; undefined: on none. */
  readonly onHover?: ((row: Row | undefined) => void) | undefined;
  /** Makes it a tree, whose rows the left and right arrow close and open. */
  readonly levelOf?: ((row: Row) => TreePlace) | undefined;
  readonly onToggle?: ((row: Row, expanded: boolean) => void) | undefined;
}

/**
 * A list box, or a tree, of any length: only the rows in sight are in the document. Arrow keys move, Enter activates.
 * The active row stands in the middle, wherever the list stood before: the same moment gives the same picture.
 */
export function VirtualList<Row>(props: VirtualListProps<Row>) {
  const { rows, rowHeight, activeIndex, label, onActivate, renderRow, levelOf, onToggle } = props;
  const { hoverIndex = -1, onHover, follows = true } = props;
  const list = useListRef(null);
  const idPrefix = useId();
  /** The row that the keyboard is on; undefined: the active one. */
  const [cursor, setCursor] = useState<number>();
  const [rendered, setRendered] = useState({ first: 0, last: -1 });
  const quietUntil = useRef(-Infinity);
  const pointed = useRef<number>(undefined);
  const at = Math.min(cursor ?? Math.max(activeIndex, 0), rows.length - 1);
  const inDocument = at >= rendered.first && at <= rendered.last;

  const count = rows.length;
  const part = useRowPart(count, rowHeight, list);
  // Where the middle is, is known once the list has a size.
  const [height, setHeight] = useState(0);
  const bring = useEffectEvent(() => {
    if (follows) bringToMiddle(part, activeIndex, count, quietUntil);
  });
  useEffect(() => bring(), [activeIndex, count, height, follows]);
  // A list that goes from under the pointer is pointed at no more.
  const leave = useEffectEvent(() => {
    if (pointed.current !== undefined) onHover?.(undefined);
  });
  useEffect(() => () => leave(), []);

  // One function a part, and one object a range: react-window tells of the rows again for each new function.
  const { first: partFirst, seen: partSeen } = part;
  const onRowsRendered = useCallback(
    (_visible: RowRange, { startIndex, stopIndex }: RowRange): void => {
      const [first, last] = [partFirst + startIndex, partFirst + stopIndex];
      setRendered((before) => (before.first === first && before.last === last ? before : { first, last }));
      partSeen(startIndex, stopIndex);
    },
    [partFirst, partSeen],
  );

  const leaveAlone = (millis: number): void => {
    quietUntil.current = Math.max(quietUntil.current, performance.now() + millis);
  };
  const touch = (): void => leaveAlone(LEAVE_ALONE);
  const activate = (index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    setCursor(undefined);
    leaveAlone(LEAVE_ROW);
    onActivate(row, index);
  };
  const moveTo = (index: number): void => {
    touch();
    setCursor(index);
    part.bring(index, 'auto');
  };
  /** True where a left or right arrow has a meaning in the tree. */
  const turn = (key: string): boolean => {
    const row = rows[at];
    if (!levelOf || row === undefined || (key !== 'ArrowLeft' && key !== 'ArrowRight')) return false;
    const { level, expanded } = levelOf(row);
    const opens = key === 'ArrowRight';
    if (expanded === !opens) onToggle?.(row, opens);
    else if (opens && expanded === true) moveTo(Math.min(at + 1, rows.length - 1));
    else if (!opens) {
      const parent = parentOf(rows, at, level, levelOf);
      if (parent >= 0) moveTo(parent);
    }
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || rows.length === 0) return;
    const page = Math.max(1, rendered.last - rendered.first - 2 * OVERSCAN);
    const next = event.key === 'Enter' ? at : moved(event.key, at, rows.length, page);
    if (next === undefined && !turn(event.key)) return;
    // The app has keys of its own for these.
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') activate(at);
    else if (next !== undefined) moveTo(next);
  };
  const onClick = (event: MouseEvent): void => {
    const index = rowUnder(event.target);
    if (index !== undefined) activate(index);
  };
  const point = (index: number | undefined): void => {
    if (index === pointed.current) return;
    pointed.current = index;
    onHover?.(index === undefined ? undefined : rows[index]);
  };

  const drawRow = (partIndex: number, style: CSSProperties): ReactElement | null => {
    const index = part.first + partIndex;
    const row = rows[index];
    if (row === undefined) return null;
    const place = levelOf?.(row);
    return (
      <div
        id={rowId(idPrefix, index)}
        className={styles['row']}
        style={style}
        role={place ? 'treeitem' : 'option'}
        aria-selected={index === activeIndex}
        aria-level={place?.level}
        aria-expanded={place?.expanded}
        aria-posinset={place?.place ?? index + 1}
        aria-setsize={place?.siblings ?? rows.length}
        data-row={index}
        data-cursor={index === at}
        data-hover={index === hoverIndex || undefined}
      >
        {renderRow(row, index)}
      </div>
    );
  };

  return (
    <DrawRow value={drawRow}>
      <List
        listRef={list}
        className={styles['list'] ?? ''}
        role={levelOf ? 'tree' : 'listbox'}
        aria-label={label}
        aria-activedescendant={inDocument ? rowId(idPrefix, at) : undefined}
        tabIndex={0}
        rowComponent={ListRow}
        rowCount={part.count}
        rowHeight={rowHeight}
        rowProps={NOTHING}
        overscanCount={OVERSCAN}
        onRowsRendered={onRowsRendered}
        onResize={(size) => setHeight(size.height)}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onWheel={touch}
        onPointerDown={({ target, currentTarget }) => {
          // The bar beside the rows is the list itself.
          if (target === currentTarget) touch();
        }}
        onTouchMove={touch}
        onPointerMove={({ target, pointerType }) =>
          point(pointerType === 'touch' ? undefined : rowUnder(target))
        }
        onPointerLeave={() => point(undefined)}
        onBlur={() => setCursor(undefined)}
      />
    </DrawRow>
  );
}

/** Without an active row the list begins at its top. Nothing moves where a person has just scrolled. */
function bringToMiddle(part: RowPart, index: number, count: number, quietUntil: RefObject<number>): void {
  if (count === 0 || index >= count || performance.now() < quietUntil.current) return;
  part.bring(Math.max(index, 0), index < 0 ? 'start' : 'center');
}

/** Rows in the document beyond each edge. */
const OVERSCAN = 4;

/** Both ends included. */
interface RowRange {
  readonly startIndex: number;
  readonly stopIndex: number;
}

/** Draws a row of the part. Not among the props of the rows: for other ones react-window measures the whole list anew. */
const DrawRow = createContext<(index: number, style: CSSProperties) => ReactElement | null>(() => null);

const NOTHING = {};

function ListRow({ index, style }: RowComponentProps) {
  return useContext(DrawRow)(index, style);
}

function rowId(prefix: string, index: number): string {
  return `${prefix}-${index}`;
}

/** Index of the row that an event happened in. */
function rowUnder(target: EventTarget | null): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
  return row ? Number(row.dataset['row']) : undefined;
}

/** Index of the last row before `index` that stands higher in the tree; -1 where there is none. */
function parentOf<Row>(
  rows: readonly Row[],
  index: number,
  level: number,
  levelOf: (row: Row) => TreePlace,
): number {
  return rows.slice(0, index).findLastIndex((row) => levelOf(row).level < level);
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
