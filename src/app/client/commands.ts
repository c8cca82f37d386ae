/** The commands that a client has. */
import type { Shortcut, ShortcutVerbs } from '../shortcuts.ts';
import type { Tour } from './tour.ts';

/** What changes, judges or opens something. */
const OFF: ReadonlySet<string> = new Set([
  'open',
  'sync',
  'comment',
  'verdict-accept',
  'verdict-accept-with-waivers',
  'verdict-recapture',
  'verdict-reject',
  'undo-review',
  'redo-review',
  'quality',
  'sign-off',
  'export',
  'export-data',
  'cut-training',
  'redact',
]);
/** The keys of a batch are those of the tour: there is no batch. */
const OF_TOUR: Readonly<Record<string, string>> = {
  'next-trace': 'Next stop of the tour',
  'previous-trace': 'Previous stop of the tour',
};
/** For these the page needs an address that leads to it. */
const LINKS: readonly string[] = ['copy-link', 'share-link'];

interface Has {
  readonly tour: boolean;
  readonly review: boolean;
  readonly address: boolean;
}

export function clientShortcuts(all: readonly Shortcut[], has: Has): readonly Shortcut[] {
  return all.flatMap((shortcut): readonly Shortcut[] => {
    const { id } = shortcut;
    if (OFF.has(id) || (id === 'review' && !has.review) || (LINKS.includes(id) && !has.address)) return [];
    const title = OF_TOUR[id];
    if (title === undefined) return [shortcut];
    return has.tour ? [{ ...shortcut, title, group: 'Step' }] : [];
  });
}

/** The verbs that are off do nothing, by whatever way they are called. */
export function clientVerbs(all: ShortcutVerbs, tour: Tour, hasReview: boolean): ShortcutVerbs {
  const nothing = (): void => undefined;
  return {
    ...all,
    open: nothing,
    sync: nothing,
    comment: nothing,
    giveVerdict: nothing,
    undoReview: nothing,
    redoReview: nothing,
    quality: nothing,
    signOff: nothing,
    exportTrace: nothing,
    exportData: nothing,
    cutTraining: nothing,
    redact: nothing,
    ...(!hasReview && { review: nothing }),
    stepTrace: (direction) => tour.getState().step(direction),
  };
}
