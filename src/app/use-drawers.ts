import { useCallback, useState } from 'react';

export type DrawerName = 'quality' | 'review';

interface Shown {
  /** The one that is open. */
  readonly open: DrawerName | undefined;
  /** Those that were ever open. */
  readonly asked: ReadonlySet<DrawerName>;
}

/** The drawers on the right, of which one is open at a time: the panes need the room. A review that is offered opens its own. */
export function useDrawers(offeredReview: File | undefined) {
  const [shown, setShown] = useState<Shown>({ open: undefined, asked: new Set() });
  const [seen, setSeen] = useState<File>();
  if (offeredReview !== seen) {
    setSeen(offeredReview);
    if (offeredReview) setShown(opened(shown, 'review'));
  }
  /** `next` undefined: what it is not now. */
  const show = useCallback(
    (name: DrawerName, next?: boolean) =>
      setShown((before) => {
        const opens = next ?? before.open !== name;
        if (opens) return opened(before, name);
        return before.open === name ? { ...before, open: undefined } : before;
      }),
    [],
  );
  const quality = useCallback((next?: boolean) => show('quality', next), [show]);
  const review = useCallback((next?: boolean) => show('review', next), [show]);
  return {
    quality: { open: shown.open === 'quality', asked: shown.asked.has('quality'), show: quality },
    review: { open: shown.open === 'review', show: review },
  };
}

function opened({ asked }: Shown, name: DrawerName): Shown {
  return { open: name, asked: new Set([...asked, name]) };
}
