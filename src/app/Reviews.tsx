import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { commentLane } from '../review/comment-lane.ts';
import type { ReviewStore } from '../review/review-store.ts';
import { picturesOf } from '../review/picture-marks.ts';
import { reviewState } from '../review/state.ts';
import type { Lane } from '../timeline/tracks.ts';
import { reviewsOf } from './open-reviews.ts';
import type { ReviewDrawerProps } from './ReviewDrawer.tsx';

const ReviewDrawer = lazy(async () => ({ default: (await import('./ReviewDrawer.tsx')).ReviewDrawer }));

interface ReviewsProps extends Omit<ReviewDrawerProps, 'reviews'> {
  /** Whether the drawer is to be seen; comments stay on the timeline. */
  readonly open: boolean;
  /** Told of the lane of comments, whenever it changes. Stable over renders. */
  readonly onLane: (lane: Lane | undefined) => void;
}

/** What reviewers say of the open trace, as far as this browser has it. */
export function Reviews(props: ReviewsProps) {
  const { bundle } = props.session.trace;
  const [found, setFound] = useState<{ readonly bundle: typeof bundle; readonly reviews: ReviewStore }>();
  const { manifest } = props.session.trace;
  useEffect(() => {
    let current = true;
    void reviewsOf({ bundle, manifest }).then((reviews) => {
      if (current) setFound({ bundle, reviews });
    });
    return () => {
      current = false;
    };
  }, [bundle, manifest]);
  return found?.bundle === bundle ? <Found {...props} reviews={found.reviews} /> : null;
}

function Found({ open, onLane, ...props }: ReviewsProps & Pick<ReviewDrawerProps, 'reviews'>) {
  const { reviews, regions } = props;
  const review = useStore(reviews, (state) => state.review);
  const { comments } = reviewState(review);
  const lane = useMemo(() => commentLane(comments), [comments]);
  useEffect(() => onLane(lane), [onLane, lane]);
  const drafts = useStore(reviews, (state) => state.drafts);
  useEffect(() => regions.show(picturesOf(comments, drafts)), [regions, comments, drafts]);
  useEffect(() => () => onLane(undefined), [onLane]);
  useEffect(() => reviews.getState().watch(), [reviews]);
  return open ? (
    <Suspense>
      <ReviewDrawer {...props} />
    </Suspense>
  ) : null;
}
