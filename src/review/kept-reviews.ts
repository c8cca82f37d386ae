/** Where a page keeps what reviewers say, from the moment they say it. */
import type { ReviewEvent, ReviewTarget } from '../schema/generated/types.ts';
import type { VerdictWord } from './state.ts';

/** Words that are being written, and were not sent yet. */
export interface Draft {
  /** A uuid. */
  readonly id: string;
  readonly about: DraftAbout;
  readonly text: string;
}

/** What the words will be. */
export type DraftAbout =
  | { readonly kind: 'comment'; readonly target: ReviewTarget }
  | { readonly kind: 'reply'; readonly comment: string }
  | { readonly kind: 'edit'; readonly entry: string }
  | { readonly kind: 'verdict'; readonly verdict: VerdictWord };

export interface Kept {
  readonly events: readonly ReviewEvent[];
  readonly drafts: readonly Draft[];
}

/** By bundle. Events are only ever added, so that two pages cannot overwrite what the other has. All reject where nothing can be kept. */
export interface KeptReviews {
  /** The drafts are those of this page, and of pages that are gone. */
  load(bundleId: string): Promise<Kept>;
  events(bundleId: string): Promise<readonly ReviewEvent[]>;
  /** Adds events that are not there, and forgets the drafts of which they came, both or neither: rejects where one says other than what is kept under its id. */
  add(bundleId: string, events: readonly ReviewEvent[], sent: readonly string[]): Promise<void>;
  putDraft(bundleId: string, draft: Draft): Promise<void>;
  dropDraft(bundleId: string, id: string): Promise<void>;
  /** Calls when another page has added events. Returns how to stop listening. */
  watch(bundleId: string, onAdded: () => void): () => void;
}
