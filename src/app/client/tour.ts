/** Which stop of a tour one is at. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface TourState {
  /** Another object each time that one goes there; undefined: the tour has not begun. */
  readonly at: { readonly index: number } | undefined;
  readonly go: (index: number) => void;
  /** To the next (1) or previous (-1) stop; beyond the ends nothing happens. */
  readonly step: (direction: 1 | -1) => void;
}

export type Tour = StoreApi<TourState>;

export function createTour(count: number): Tour {
  return createStore<TourState>()((set, get) => {
    const go = (index: number): void => {
      if (index >= 0 && index < count) set({ at: { index } });
    };
    return {
      at: undefined,
      go,
      step: (direction) => go((get().at?.index ?? -1) + direction),
    };
  });
}
