import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { Align, ListImperativeAPI } from 'react-window';

/**
 * In CSS pixels: a taller list is laid out in part. Browsers cut taller elements off, Firefox at 17.9 million and Chromium
 * at 33.6 million.
 */
const MAX_HEIGHT = 8_000_000;
/** Rows from an edge of the part at which another part is laid out. */
const EDGE = 200;

/** What is to be done once another part is laid out. */
type Next =
  | { readonly kind: 'bring'; readonly index: number; readonly align: Align }
  | { readonly kind: 'shift'; readonly pixels: number };

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

  const moveTo = useCallback(
    (place: number, then: Next | undefined) => {
      next.current = then;
      setWanted(Math.max(0, Math.min(Math.round(place), last)));
    },
    [last],
  );
  useLayoutEffect(() => {
    const then = next.current;
    next.current = undefined;
    if (then?.kind === 'bring') list.current?.scrollToRow({ index: then.index - first, align: then.align });
    else if (then) list.current?.element?.scrollBy({ top: then.pixels, behavior: 'instant' });
  }, [first, list]);

  const bring = useCallback(
    (index: number, align: Align) => {
      if (index >= first && index < first + count) list.current?.scrollToRow({ index: index - first, align });
      else moveTo(index - count / 2, { kind: 'bring', index, align });
    },
    [first, count, list, moveTo],
  );
  const seen = useCallback(
    (from: number, to: number) => {
      const down = to > count - EDGE && first < last;
      const up = from < EDGE && first > 0;
      if (!down && !up) return;
      const place = Math.max(0, Math.min(last, first + Math.round(down ? count / 2 : -count / 2)));
      moveTo(place, { kind: 'shift', pixels: (first - place) * rowHeight });
    },
    [first, last, count, rowHeight, moveTo],
  );
  return { first, count, bring, seen };
}
