import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { Align, ListImperativeAPI } from 'react-window';

/**
 * In CSS pixels: a taller list is laid out in part. Browsers cut taller elements off, Firefox at 17.9 million and Chromium
 * at 33.6 million.
 */
const MAX_HEIGHT = 8_000_000;
/** Rows from an edge of the part at which another part is laid out. */
const EDGE = 200;

/** Rows by which a list may be elsewhere than where it was brought to. */
const SLACK = 1000;

/** What is to be done once another part is laid out. */
interface Next {
  /** The first row of that part. */
  readonly first: number;
  /** The row that is to be in sight then. */
  readonly row: number;
  readonly scroll: (list: ListImperativeAPI) => void;
}

export interface RowPart {
  /** The rows that are laid out: [first, first + count). */
  readonly first: number;
  readonly count: number;
  /** Scrolls to a row, wherever it is. Stable for as long as the part is the same. */
  readonly bring: (index: number, align: Align) => void;
  /** To be told which rows of the part are rendered, both included and counted from its first. */
  readonly seen: (from: number, to: number) => void;
}

/** The part of a very long list that is laid out: all of it, unless that were taller than browsers can do. */
export function useRowPart(
  total: number,
  rowHeight: number,
  list: RefObject<ListImperativeAPI | null>,
): RowPart {
  const count = Math.min(total, Math.floor(MAX_HEIGHT / rowHeight));
  const [wanted, setWanted] = useState(0);
  const last = total - count;
  const first = Math.min(wanted, last);
  const next = useRef<Next>(undefined);
  /** A row that is on its way into sight: what is told of others meanwhile was so before. */
  const awaited = useRef<number>(undefined);

  useLayoutEffect(() => {
    const then = next.current;
    if (then?.first !== first || !list.current) return;
    next.current = undefined;
    then.scroll(list.current);
  }, [first, list]);

  const moveTo = useCallback((then: Next) => {
    next.current = then;
    awaited.current = then.row;
    setWanted(then.first);
  }, []);
  const bring = useCallback(
    (index: number, align: Align) => {
      if (index >= first && index < first + count) {
        list.current?.scrollToRow({ index: index - first, align });
        return;
      }
      const place = Math.max(0, Math.min(last, Math.round(index - count / 2)));
      moveTo({
        first: place,
        row: index,
        scroll: (found) => found.scrollToRow({ index: index - place, align }),
      });
    },
    [first, last, count, list, moveTo],
  );
  const seen = useCallback(
    (from: number, to: number) => {
      if (awaited.current !== undefined && Math.abs(first + from - awaited.current) > SLACK) return;
      awaited.current = undefined;
      const down = to > count - EDGE && first < last;
      const up = from < EDGE && first > 0;
      if (!down && !up) return;
      const place = Math.max(0, Math.min(last, first + Math.round(down ? count / 2 : -count / 2)));
      const top = (first - place) * rowHeight;
      moveTo({
        first: place,
        row: first + from,
        scroll: ({ element }) => element?.scrollBy({ top, behavior: 'instant' }),
      });
    },
    [first, last, count, rowHeight, moveTo],
  );
  return { first, count, bring, seen };
}
