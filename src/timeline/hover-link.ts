/** The moment that a person points at, on the timeline or in a pane: each shows where it lies in the other. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import { ZERO, type TraceTime } from '../base/time.ts';
import type { VirtualListProps } from '../ui/VirtualList.tsx';
import { createViewStore, type ViewStore } from './view-store.ts';

/** The view whose `hover` is shared. Without a provider nobody hears of it. */
export const HoverContext = createContext<ViewStore>(createViewStore(ZERO));

/** What `select` makes of the moment that is pointed at; undefined where none is. Primitives only. */
export function useHovered<T extends string | number>(select: (time: TraceTime) => T): T | undefined {
  const view = useContext(HoverContext);
  return useSyncExternalStore(view.subscribe, () => {
    const { hover } = view.getState();
    return hover === undefined ? undefined : select(hover);
  });
}

/** Links the rows of a list: `indexAt` tells the row of a moment (-1 for none), `timeOf` the moment of a row. */
export function useHoverRows<Row>(
  indexAt: (time: TraceTime) => number,
  timeOf: (row: Row) => TraceTime | undefined,
): Pick<VirtualListProps<Row>, 'hoverIndex' | 'onHover'> {
  const view = useContext(HoverContext);
  return {
    hoverIndex: useHovered(indexAt),
    onHover: (row) => view.getState().hoverAt(row === undefined ? undefined : timeOf(row)),
  };
}
