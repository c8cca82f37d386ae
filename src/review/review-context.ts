import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { ReviewStore, ReviewStoreState } from './review-store.ts';

/** The reviews of the trace that is open. */
export const ReviewContext = createContext<ReviewStore | undefined>(undefined);

/** The store around; throws where there is none. */
export function useReviewStore(): ReviewStore {
  const store = useContext(ReviewContext);
  if (!store) throw new Error('no reviews around');
  return store;
}

/** A part of what the store around holds. */
export function useReview<T>(select: (state: ReviewStoreState) => T): T {
  return useStore(useReviewStore(), select);
}
