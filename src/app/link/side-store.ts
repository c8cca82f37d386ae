/** What of an open trace an address names beside time, panes and search. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SideName } from '../url-state.ts';
import type { Selection } from './selection-text.ts';

interface SideState {
  /** The drawer that is open at the right. */
  readonly side: SideName | undefined;
  /** id of the finding that is chosen; until quality control has judged, of the one that is asked for. */
  readonly finding: string | undefined;
  /** A hit that is asked for, until it is found. */
  readonly awaited: (Selection & { readonly kind: 'hit' }) | undefined;
  /** What whoever made the link says. */
  readonly note: string | undefined;
}

export type SideStore = StoreApi<SideState>;

export function createSideStore(): SideStore {
  return createStore<SideState>()(() => ({
    side: undefined,
    finding: undefined,
    awaited: undefined,
    note: undefined,
  }));
}
