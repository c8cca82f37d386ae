import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type CSSProperties,
  type ReactElement,
  type ReactNode,
} from 'react';
import { List, useDynamicRowHeight, useListRef, type RowComponentProps } from 'react-window';
import { useRowPart } from './use-row-part.ts';
import styles from './flow-list.module.css';

/** Milliseconds for which the list stays where a person scrolled it. */
const LEAVE_ALONE = 4000;

interface FlowListProps<Row> {
  readonly rows: readonly Row[];
  /** What a row is about as tall as, in CSS pixels, before it is measured. */
  readonly estimate: number;
  /** The row that is current, which the list keeps in the middle; -1 for none. */
  readonly activeIndex: number;
  /** A row to be brought there once, of each object; undefined: none. */
  readonly wanted?: { readonly index: number } | undefined;
  /** What the list holds, for those who do not see it. */
  readonly label: string;
  readonly renderRow: (row: Row, index: number) => ReactNode;
}

/**
 * A list of any length whose rows are as tall as what is in them, and may hold buttons: only those in sight are in the
 * document. See `VirtualList` for rows of one height, which takes less.
 */
export function FlowList<Row>({ rows, estimate, activeIndex, wanted, label, renderRow }: FlowListProps<Row>) {
  const list = useListRef(null);
  const count = rows.length;
  const part = useRowPart(count, estimate, list);
  const heights = useDynamicRowHeight({ defaultRowHeight: estimate, key: part.first });
  const [height, setHeight] = useState(0);
  const quietUntil = useRef(-Infinity);
  const touch = (): void => {
    quietUntil.current = performance.now() + LEAVE_ALONE;
  };
  const bring = useEffectEvent((index: number) => {
    if (count === 0 || index >= count || height === 0) return;
    // Once in the document it is measured, and the list puts it where it belongs by then.
    part.bring(Math.max(index, 0), index < 0 ? 'start' : 'center');
  });
  useEffect(() => {
    if (performance.now() >= quietUntil.current) bring(activeIndex);
  }, [activeIndex, count, height]);
  const isLaidOut = height > 0;
  useEffect(() => {
    if (wanted && isLaidOut) bring(wanted.index);
  }, [wanted, isLaidOut]);
  // One function a part: react-window tells of the rows again for each new one.
  const { seen } = part;
  const onRowsRendered = useCallback(
    (
      _visible: object,
      { startIndex, stopIndex }: { readonly startIndex: number; readonly stopIndex: number },
    ) => seen(startIndex, stopIndex),
    [seen],
  );

  const drawRow = (partIndex: number, style: CSSProperties, aria: object): ReactElement | null => {
    const index = part.first + partIndex;
    const row = rows[index];
    if (row === undefined) return null;
    return (
      <div
        {...aria}
        className={styles['row']}
        style={style}
        aria-posinset={index + 1}
        aria-setsize={count}
        aria-current={index === activeIndex ? 'step' : undefined}
        data-row={index}
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
        aria-label={label}
        tabIndex={0}
        rowComponent={FlowRow}
        rowCount={part.count}
        rowHeight={heights}
        rowProps={NOTHING}
        overscanCount={2}
        onRowsRendered={onRowsRendered}
        onResize={(size) => setHeight(size.height)}
        onWheel={touch}
        onPointerDown={touch}
        onTouchMove={touch}
        onKeyDown={touch}
      />
    </DrawRow>
  );
}

/** Not among the props of the rows: for other ones react-window measures the whole list anew. */
const DrawRow = createContext<(index: number, style: CSSProperties, aria: object) => ReactElement | null>(
  () => null,
);

const NOTHING = {};

function FlowRow({ index, style, ariaAttributes }: RowComponentProps) {
  return useContext(DrawRow)(index, style, ariaAttributes);
}
