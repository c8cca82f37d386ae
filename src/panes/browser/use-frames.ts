import { useCallback, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { asTraceError, type TraceError } from '../../base/errors.ts';
import { scrolledTo, type PageStore } from './page-document.ts';
import type { WantedPage } from './wanted-page.ts';

/** A document in a frame of its own. */
export interface Frame extends WantedPage {
  readonly document: string;
}

export interface Frames {
  /** The frame in sight, and the one that loads behind it: at most two, each for good until it goes. */
  readonly frames: readonly Frame[];
  /** Key of what is in sight, drawn or failed; undefined while nothing is. */
  readonly shown: string | undefined;
  /** Why what is wanted cannot be shown. */
  readonly error: TraceError | undefined;
  /** To be called when a frame has loaded. */
  readonly onLoad: (frame: Frame) => void;
}

interface State {
  readonly front: Frame | undefined;
  readonly back: Frame | undefined;
  readonly failed: { readonly key: string; readonly error: TraceError } | undefined;
}

/** Loads each wanted document behind the last one, so that nothing flashes in between. */
export function useFrames(store: PageStore, wanted: WantedPage | undefined): Frames {
  const [{ front, back, failed }, setState] = useState<State>({
    front: undefined,
    back: undefined,
    failed: undefined,
  });
  const key = wanted?.key;
  useEffect(() => {
    if (!wanted) return undefined;
    let current = true;
    store.page(wanted.snapshot.path).then(
      (page) => {
        // At once, since it loads for a while.
        if (current) flushSync(() => setState((state) => withWanted(state, wanted, page)));
      },
      (error: unknown) => {
        if (current)
          setState((state) => ({ ...state, failed: { key: wanted.key, error: asTraceError(error) } }));
      },
    );
    return () => {
      current = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- The key says all of `wanted`, which is a new object at each event.
  }, [store, key]);

  const onLoad = useCallback((frame: Frame): void => {
    flushSync(() =>
      setState((state) =>
        state.back === frame ? { front: frame, back: undefined, failed: undefined } : state,
      ),
    );
  }, []);
  return {
    frames: [front, back].filter((frame) => frame !== undefined),
    shown: failed !== undefined && failed.key === key ? key : front?.key,
    error: failed !== undefined && failed.key === key ? failed.error : undefined,
    onLoad,
  };
}

function withWanted(state: State, wanted: WantedPage, page: string): State {
  // Back to what is in sight, before the other had loaded.
  if (state.front?.key === wanted.key) return { ...state, back: undefined, failed: undefined };
  if (state.back?.key === wanted.key) return state;
  return { ...state, back: { ...wanted, document: scrolledTo(page, wanted.scroll) } };
}
