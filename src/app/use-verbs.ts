import { useMemo } from 'react';
import { fromSeconds, toSeconds } from '../base/time.ts';
import {
  changeRate,
  seekBy,
  seekShare,
  toggleLoop,
  togglePlay,
  zoomBy,
  ZOOM_STEP,
} from '../timeline/verbs.ts';
import type { BatchAround } from './batch-around.ts';
import { focusPane } from './focus-pane.ts';
import { activePane, toggleMaximized } from './layout-model.ts';
import type { LayoutStore } from './layout-store.ts';
import type { SearchStore } from './search-state.ts';
import { goAlongHits } from './search-verbs.ts';
import type { TraceSession } from './session-store.ts';
import { seekAlong, shuttle, stepFrames, stepKeyFrame } from './session-verbs.ts';
import type { ShortcutVerbs } from './shortcuts.ts';
import { addressOf } from './trace-address.ts';
import { placeOf } from './use-address.ts';

/** What the verbs need of the window; stable over renders. */
interface WindowVerbs {
  readonly goTo: () => void;
  readonly open: () => void;
  /** The batch around the trace, where it was opened from one. */
  readonly around: BatchAround | undefined;
  /** Shows the drawer of the layers' times, or puts it away. */
  readonly sync: () => void;
  /** Shows the review (true), puts it away (false), or what it is not now. */
  readonly review: (open?: boolean) => void;
  /** Shows the drawer of quality control, or puts it away. */
  readonly quality: () => void;
  /** Opens a dialog of the workbench. */
  readonly ask: (dialog: 'help' | 'problems' | 'palette' | 'settings') => void;
  /** Shows a short word. */
  readonly say: (text: string) => void;
}

/** The verbs of the keys for an open trace. */
export function useVerbs(
  session: TraceSession,
  layouts: LayoutStore,
  search: SearchStore,
  { goTo, open, sync, around, quality, review, ask, say }: WindowVerbs,
): ShortcutVerbs {
  return useMemo(
    () => makeVerbs(session, layouts, search, { goTo, open, sync, around, quality, review, ask, say }),
    [session, layouts, search, goTo, open, sync, around, quality, review, ask, say],
  );
}

const ALONE = 'This trace was opened alone: it is in no batch.';

function makeVerbs(
  session: TraceSession,
  layouts: LayoutStore,
  search: SearchStore,
  page: WindowVerbs,
): ShortcutVerbs {
  const { clock, view, activity } = session;
  /** Loaded when first asked for. */
  const reviews = async () => {
    const [verbs, { reviewsOf }] = await Promise.all([
      import('./review-verbs.ts'),
      import('./open-reviews.ts'),
    ]);
    return [await reviewsOf(session.trace), verbs] as const;
  };
  return {
    togglePlay: () => togglePlay(clock),
    shuttle: (direction) => shuttle(session, direction),
    stepFrames: (count) => stepFrames(session, count),
    stepKeyFrame: (direction) => stepKeyFrame(session, direction),
    shown: () => clock.settled(),
    seekBy: (seconds) => seekBy(clock, fromSeconds(seconds)),
    stepEvent: (direction) => void activity.get().then(({ events }) => seekAlong(session, events, direction)),
    stepStep: (direction) => void activity.get().then(({ steps }) => seekAlong(session, steps, direction)),
    seekToShare: (share) => seekShare(clock, share),
    changeRate: (direction) => changeRate(clock, direction),
    setIn: () => view.getState().setIn(clock.now()),
    setOut: () => view.getState().setOut(clock.now()),
    toggleLoop: () => toggleLoop(clock, view),
    clearRange: () => view.getState().clearRange(),
    zoom: (direction) => zoomBy(clock, view, direction > 0 ? ZOOM_STEP : 1 / ZOOM_STEP),
    fit: () => view.getState().fitRange(),
    goTo: page.goTo,
    layout: (name) => layouts.getState().choose(name),
    resetLayout: () => layouts.getState().reset(),
    toggleMaximized: () => {
      const { model } = layouts.getState();
      const pane = activePane(model);
      if (pane !== undefined) toggleMaximized(model, pane);
    },
    focusPane,
    copyLink: () => void copyLink(session, layouts, search, page.around).then(page.say),
    open: page.open,
    stepTrace: (direction) => {
      const { around } = page;
      if (!around) page.say(ALONE);
      else if (!around.step(direction))
        page.say(direction > 0 ? 'This is the last trace.' : 'This is the first trace.');
    },
    problems: () => page.ask('problems'),
    sync: page.sync,
    quality: page.quality,
    search: () => search.getState().show(true),
    stepHit: (direction) => {
      // Without anything to look for, it is asked for.
      if (!goAlongHits(search, session, layouts, direction)) search.getState().show(true);
    },
    review: () => page.review(),
    comment: () => {
      const about = { kind: 'comment', target: { kind: 'moment', time_us: clock.now() } } as const;
      page.review(true);
      void reviews().then(([store]) => store.getState().compose(about));
    },
    giveVerdict: (verdict) =>
      void reviews().then(([store, { giveVerdict }]) => {
        const words = giveVerdict(store, verdict);
        if (words === undefined) page.review(true);
        else page.say(words);
      }),
    undoReview: () => void reviews().then(([store, { takeBack }]) => page.say(takeBack(store, 'undo'))),
    redoReview: () => void reviews().then(([store, { takeBack }]) => page.say(takeBack(store, 'redo'))),
    signOff: () => {
      if (page.around) page.around.signOff();
      else page.say(ALONE);
    },
    palette: () => page.ask('palette'),
    settings: () => page.ask('settings'),
    help: () => page.ask('help'),
  };
}

/** Puts a link to this moment on the clipboard; resolves to what to say of it. */
async function copyLink(
  session: TraceSession,
  layouts: LayoutStore,
  search: SearchStore,
  around: BatchAround | undefined,
): Promise<string> {
  const link = addressOf(session, placeOf(layouts, search), around);
  if (!link) return 'This trace was opened from files: a link could not name it.';
  try {
    await navigator.clipboard.writeText(link.href);
    return `Link to ${toSeconds(session.clock.now()).toFixed(3)} s copied.`;
  } catch {
    // Without a secure context there is no clipboard; the address bar says the same.
    history.replaceState(null, '', link);
    return 'This page may not use the clipboard: copy the address instead.';
  }
}
