import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { BatchFile, SignoffPredicate } from '../../../schema/generated/types.ts';
import { draftOf, seniorOf } from './draft.ts';
import type { KeyStore } from './key-store.ts';
import type { SignStore } from './sign-state.ts';

/** What would be signed as it stands, but for what a person says of it; undefined where something is missing. */
export function useDraft(batch: BatchFile, sign: SignStore, keys: KeyStore): SignoffPredicate | undefined {
  const { gathered, gatheredAt = 0, judgedBy, sample, beside } = useStore(sign);
  const { chosen, trust } = useStore(keys);
  return useMemo(
    () =>
      draftOf(
        batch,
        { gathered, judgedBy, sample, note: '', beside },
        seniorOf({ chosen, trust }),
        // When it was read: what is looked at must not change by itself.
        new Date(gatheredAt).toISOString(),
      ),
    [batch, gathered, gatheredAt, judgedBy, sample, beside, chosen, trust],
  );
}
