import type { StoreApi } from 'zustand/vanilla';
import { describeTrouble } from '../../base/describe-error.ts';
import { keptEvents } from '../../review/indexed-reviews.ts';
import { verdictsByBundle } from '../../review/batch/kept-verdicts.ts';
import { keptReviewer } from '../../review/reviewer-name.ts';
import { keepUncovered, uncoveredNow } from '../../review/uncovered.ts';
import { bundleAddress } from '../allowed-origins.ts';
import { findBundle } from '../find-bundle.ts';
import type { SessionStore } from '../session-store.ts';
import { createBatchStore, type BatchSources, type BatchStore } from './batch-store.ts';
import { readBatchAt } from './read-batch-at.ts';

/** The batch that `?batch=` names, by the rules that hold for traces. It is not read yet. */
export function openBatch(sessions: StoreApi<SessionStore>): BatchStore {
  const text = new URLSearchParams(location.search).get('batch') ?? '';
  // One that is refused is told so when it is read; until then it only has to be some address.
  const address = URL.canParse(text, document.baseURI)
    ? new URL(text, document.baseURI)
    : new URL(document.baseURI);
  return createBatchStore(address, {
    ...reviewsHere(),
    read: async (_url, signal, note) =>
      readBatchAt(bundleAddress(text), signal, (connection) =>
        note(describeTrouble(connection.trouble()?.error) ?? 'Reading the batch'),
      ),
    fragment: location.hash,
    sessions,
    openTrace: (url, ahead) =>
      sessions
        .getState()
        .open(
          url.href,
          (progress, signal, ask, mapping) => findBundle(url, progress, signal, { ask, mapping }),
          url,
          ahead,
        ),
  });
}

/** What this browser keeps of reviews. */
export function reviewsHere(): Pick<BatchSources, 'kept' | 'viewer' | 'keepSeen'> {
  return {
    kept: async (bundleId) => verdictsByBundle(await keptEvents(bundleId)),
    viewer() {
      const seen = uncoveredNow();
      return { name: keptReviewer(), hasSeen: (bundleId) => seen.has(bundleId) };
    },
    keepSeen: (bundleIds) => keepUncovered(...bundleIds),
  };
}
