/** Parts of the picture that somebody speaks of: whoever shows a video draws them, and lets one be marked. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { TraceTime } from '../base/time.ts';

/** Shares of the picture's width and height, in [0, 1] from the top left. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A part of the picture that a video layer shows at a moment. */
export interface PictureMark {
  readonly layer: string;
  readonly time: TraceTime;
  readonly box: Box;
}

interface RegionState {
  readonly marks: readonly PictureMark[];
  /** One is to be marked. */
  readonly asked: boolean;
}

export interface RegionLink {
  readonly getState: () => RegionState;
  readonly subscribe: (listener: () => void) => () => void;
  /** What is to be drawn from now on. */
  readonly show: (marks: readonly PictureMark[]) => void;
  /** Lets one be marked; `take` is told of it, or of undefined where it is given up. */
  readonly ask: (take: (mark: PictureMark | undefined) => void) => void;
  /** For who lets it be marked. */
  readonly answer: (mark: PictureMark | undefined) => void;
}

export function createRegionLink(): RegionLink {
  let state: RegionState = { marks: [], asked: false };
  let taker: ((mark: PictureMark | undefined) => void) | undefined;
  const listeners = new Set<() => void>();
  const put = (next: Partial<RegionState>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const answer = (mark: PictureMark | undefined): void => {
    const take = taker;
    taker = undefined;
    put({ asked: false });
    take?.(mark);
  };
  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show: (marks) => put({ marks }),
    ask(take) {
      answer(undefined);
      taker = take;
      put({ asked: true });
    },
    answer,
  };
}

/** Without a provider nothing is marked. */
export const RegionContext = createContext<RegionLink>(createRegionLink());

export function useRegions(): RegionState {
  const { subscribe, getState } = useContext(RegionContext);
  return useSyncExternalStore(subscribe, getState);
}
