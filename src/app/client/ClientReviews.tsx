import { useEffect, useMemo, useRef, useState } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { asTraceError, isAbort, TraceError } from '../../base/errors.ts';
import { commentLane } from '../../review/comment-lane.ts';
import { picturesOf } from '../../review/picture-marks.ts';
import { parseReview } from '../../review/review-file.ts';
import { bundleIdOf, type Review } from '../../review/review.ts';
import { ReviewReading } from '../../review/ReviewReading.tsx';
import { reviewState } from '../../review/state.ts';
import { Notice } from '../../ui/Notice.tsx';
import type { ClientReviewsProps } from '../client-mode.ts';
import { Drawer } from '../Drawer.tsx';
import reviewDrawer from '../ReviewDrawer.module.css';
import type { LoadedClient } from './load-client.ts';

interface Props extends ClientReviewsProps {
  readonly read: NonNullable<LoadedClient['review']>;
}

/** What the sender's reviewers said: on the timeline, in the picture, and in a drawer. */
export function ClientReviews({ session, regions, open, onLane, onClose, read }: Props) {
  const { manifest } = session.trace;
  const [found, setFound] = useState<Review | TraceError>();
  useEffect(() => {
    const controller = new AbortController();
    read(controller.signal)
      .then((text) => setFound(ofThis(parseReview(text, SOURCE), bundleIdOf(manifest))))
      .catch((error: unknown) => {
        if (!isAbort(error)) setFound(asTraceError(error));
      });
    return () => controller.abort();
  }, [read, manifest]);
  const state = useMemo(
    () => (found && !(found instanceof TraceError) ? reviewState(found) : undefined),
    [found],
  );
  useEffect(() => {
    if (!state) return undefined;
    onLane(commentLane(state.comments));
    regions.show(picturesOf(state.comments, []));
    return () => onLane(undefined);
  }, [state, onLane, regions]);
  const drawer = useRef<HTMLElement>(null);
  useEffect(() => {
    if (open) drawer.current?.focus();
  }, [open]);
  if (!open) return null;
  return (
    <Drawer ref={drawer} title="Review" side="right" className={reviewDrawer['drawer']} onClose={onClose}>
      {found instanceof TraceError && (
        <Notice severity="error" title={describeProblem(found).title}>
          {describeProblem(found).advice}
        </Notice>
      )}
      {state && <ReviewReading review={state} trace={session.trace} clock={session.clock} />}
    </Drawer>
  );
}

const SOURCE = 'What was sent with this trace';

function ofThis(review: Review, open: string): Review {
  if (review.bundleId !== open)
    throw new TraceError('review-foreign', { source: SOURCE, made: review.bundleId, open });
  return review;
}
