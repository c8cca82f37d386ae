import { Redo2, Undo2 } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { redoable, undoable } from '../review/acts.ts';
import { ReviewContext } from '../review/review-context.ts';
import type { ReviewStore } from '../review/review-store.ts';
import { ReviewBody } from '../review/ReviewBody.tsx';
import { ReviewFiles } from '../review/ReviewFiles.tsx';
import { useStore } from 'zustand';
import type { RegionLink } from '../timeline/region-link.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Drawer } from './Drawer.tsx';
import styles from './ReviewDrawer.module.css';
import type { TraceSession } from './session-store.ts';
import type { ShortcutVerbs } from './shortcuts.ts';

export interface ReviewDrawerProps {
  readonly session: TraceSession;
  readonly reviews: ReviewStore;
  readonly regions: RegionLink;
  readonly verbs: Pick<ShortcutVerbs, 'undoReview' | 'redoReview'>;
  /** A file that was dropped, to be loaded. */
  readonly offered: File | undefined;
  readonly onTaken: () => void;
  readonly onClose: () => void;
}

/** What reviewers say of the trace. It stands beside the panes: what is spoken of is to be seen meanwhile. */
export function ReviewDrawer(props: ReviewDrawerProps) {
  const { session, reviews, regions, verbs, offered, onTaken, onClose } = props;
  const { trace, clock, view, address } = session;
  const drawer = useRef<HTMLElement>(null);
  // A letter that is typed changes drafts alone.
  const review = useStore(reviews, (state) => state.review);
  const by = useStore(reviews, (state) => state.by);
  const [canUndo, canRedo] = useMemo(
    () => [undoable(review, by) !== undefined, redoable(review, by) !== undefined],
    [review, by],
  );
  useEffect(() => {
    const { current } = drawer;
    const before = document.activeElement;
    // What is to be written has the focus already.
    if (!current?.contains(before)) current?.focus();
    return () => {
      if (current?.contains(document.activeElement) && before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <ReviewContext value={reviews}>
      <Drawer
        ref={drawer}
        title="Review"
        side="right"
        className={styles['drawer']}
        head={
          <>
            <IconButton
              icon={Undo2}
              label="Take back what you did last"
              command="undo-review"
              disabled={!canUndo}
              onClick={verbs.undoReview}
            />
            <IconButton
              icon={Redo2}
              label="Do it again"
              command="redo-review"
              disabled={!canRedo}
              onClick={verbs.redoReview}
            />
          </>
        }
        onClose={onClose}
      >
        <ReviewBody trace={trace} clock={clock} view={view} regions={regions} />
        <ReviewFiles label={trace.label} address={address} offered={offered} onTaken={onTaken} />
      </Drawer>
    </ReviewContext>
  );
}
