import { useMemo } from 'react';
import { fromSeconds } from '../base/time.ts';
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
import type { Linked } from './link/view-state.ts';
import { goAlongHits } from './search-verbs.ts';
import type { TraceSession } from './session-store.ts';
import { seekAlong, shuttle, stepFrames, stepKeyFrame } from './session-verbs.ts';
import type { ShortcutVerbs } from './shortcuts.ts';

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
  readonly ask: (
    dialog:
      'help' | 'problems' | 'palette' | 'settings' | 'share' | 'export' | 'data' | 'training' | 'redact',
  ) => void;
  /** Shows a short word. */
  readonly say: (text: string) => void;
}

/** The verbs of the keys for an open trace. */
export function useVerbs(
  linked: OpenTrace,
  { goTo, open, sync, around, quality, review, ask, say }: WindowVerbs,
): ShortcutVerbs {
  return useMemo(
    () => makeVerbs(linked, { goTo, open, sync, around, quality, review, ask, say }),
    [linked, goTo, open, sync, around, quality, review, ask, say],
  );
}

const ALONE = 'This trace was opened alone: it is in no batch.';

/** An open trace with all that is shown of it. */
interface OpenTrace extends Linked {
  readonly session: TraceSession;
}

function makeVerbs(linked: OpenTrace, page: WindowVerbs): ShortcutVerbs {
  const { session, layouts, search } = linked;
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
    stepStep: (direction) =>
      void activity.get().then(({ steps }) => seekAlong(session, steps, direction, true)),
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
    copyLink: () =>
      void import('./link/copy-link.ts').then(({ copyLink }) => copyLink(linked, page.around)).then(page.say),
    share: () => page.ask('share'),
    exportTrace: () => page.ask('export'),
    exportData: () => page.ask('data'),
    cutTraining: () => page.ask('training'),
    redact: () => page.ask('redact'),
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
