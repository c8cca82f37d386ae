import { useCallback, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { REVIEW_END } from '../review/review-name.ts';
import type { Lane } from '../timeline/tracks.ts';
import type { SideStore } from './link/side-store.ts';
import { useSessionState } from './per-session.ts';
import type { TraceSession } from './session-store.ts';
import type { SideName } from './url-state.ts';

/**
 * The drawers at the right, of which one is open at a time: the panes need the room more. `offered`: a dropped file, which
 * opens the one that takes it.
 */
export function useDrawers(offered: File | undefined, session: TraceSession, store: SideStore) {
  const side = useStore(store, (state) => state.side);
  const [layer, setLayer] = useSessionState<string>(session);
  /** Quality control stays once it was asked for. */
  const [judged = false, setJudged] = useSessionState<boolean>(session);
  if (side === 'quality' && !judged) setJudged(true);
  const [findings, setFindings] = useSessionState<Lane>(session);
  const [comments, setComments] = useSessionState<Lane>(session);
  const isReview = offered?.name.endsWith(REVIEW_END) ?? false;
  useEffect(() => {
    if (offered) store.setState({ side: isReview ? 'review' : 'sync' });
  }, [offered, isReview, store]);
  const toggle = useCallback(
    (which: SideName) => store.setState(({ side: open }) => ({ side: open === which ? undefined : which })),
    [store],
  );
  const toggleSync = useCallback(() => toggle('sync'), [toggle]);
  const toggleQuality = useCallback(() => toggle('quality'), [toggle]);
  const chooseLayer = useCallback(
    (id: string | undefined) => {
      setLayer(id);
      store.setState({ side: 'sync' });
    },
    [store, setLayer],
  );
  const showReview = useCallback(
    (next?: boolean) =>
      store.setState(({ side: open }) => {
        const shows = next ?? open !== 'review';
        return { side: shows ? 'review' : open === 'review' ? undefined : open };
      }),
    [store],
  );
  const lanes = useMemo(
    () => [findings, comments].filter((lane) => lane !== undefined),
    [findings, comments],
  );
  return {
    lanes,
    sync: {
      open: side === 'sync',
      layer,
      offered: isReview ? undefined : offered,
      toggle: toggleSync,
      choose: chooseLayer,
    },
    quality: { open: side === 'quality', asked: judged, toggle: toggleQuality, setLane: setFindings },
    review: {
      open: side === 'review',
      // Comments are on the timeline as soon as there is time to look for them.
      ready: useSettled(session) || side === 'review',
      offered: isReview ? offered : undefined,
      show: showReview,
      setLane: setComments,
    },
  };
}

/** False until all panes have shown the first moment: what can wait is loaded then. */
function useSettled(session: TraceSession): boolean {
  const { clock } = session;
  const [settled = false, setSettled] = useSessionState<boolean>(session);
  useEffect(() => {
    let current = true;
    void clock.settled().then(() => {
      if (current) setSettled(true);
    });
    return () => {
      current = false;
    };
  }, [clock, setSettled]);
  return settled;
}
