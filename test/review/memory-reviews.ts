import type { ReviewEvent } from '../../src/schema/generated/types.ts';
import { isSame } from '../../src/review/review.ts';
import type { Draft, KeptReviews } from '../../src/review/kept-reviews.ts';

/** What a browser would keep, and pages that look at it. `broken`: as if nothing could be kept; `failing`: how many of the next additions fail. */
export class MemoryReviews implements KeptReviews {
  broken = false;
  failing = 0;
  readonly #events = new Map<string, Map<string, ReviewEvent>>();
  readonly #drafts = new Map<string, Map<string, Draft>>();
  readonly #pages = new Set<() => void>();

  load(bundleId: string): ReturnType<KeptReviews['load']> {
    if (this.broken) return Promise.reject(new Error('no storage'));
    return Promise.resolve({
      events: [...(this.#events.get(bundleId) ?? new Map<string, ReviewEvent>()).values()],
      drafts: [...(this.#drafts.get(bundleId) ?? new Map<string, Draft>()).values()],
    });
  }

  async events(bundleId: string): Promise<readonly ReviewEvent[]> {
    return (await this.load(bundleId)).events;
  }

  add(bundleId: string, events: readonly ReviewEvent[], sent: readonly string[]): Promise<void> {
    if (this.failing > 0) {
      this.failing -= 1;
      return Promise.reject(new Error('aborted'));
    }
    return this.#write(() => {
      const all = this.#events.get(bundleId) ?? new Map<string, ReviewEvent>();
      for (const event of events) {
        const known = all.get(event.id);
        if (known && !isSame(known, event)) throw new Error('another event of that id is kept');
      }
      for (const event of events) all.set(event.id, event);
      this.#events.set(bundleId, all);
      for (const id of sent) this.#drafts.get(bundleId)?.delete(id);
      for (const tell of this.#pages) tell();
    });
  }

  putDraft(bundleId: string, draft: Draft): Promise<void> {
    return this.#write(() => {
      const all = this.#drafts.get(bundleId) ?? new Map<string, Draft>();
      this.#drafts.set(bundleId, all.set(draft.id, draft));
    });
  }

  dropDraft(bundleId: string, id: string): Promise<void> {
    return this.#write(() => this.#drafts.get(bundleId)?.delete(id));
  }

  watch(_: string, onAdded: () => void): () => void {
    this.#pages.add(onAdded);
    return () => this.#pages.delete(onAdded);
  }

  #write(work: () => void): Promise<void> {
    if (this.broken) return Promise.reject(new Error('no storage'));
    try {
      work();
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error('not written'));
    }
  }
}
