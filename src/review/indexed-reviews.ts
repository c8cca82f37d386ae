/** Reviews as this browser keeps them, in IndexedDB: a row for each event and draft. One for the whole page. */
import { answerOf, ended, openDatabase } from '../base/indexed-db.ts';
import type { ReviewEvent } from '../schema/generated/types.ts';
import type { Draft, KeptReviews } from './kept-reviews.ts';
import { isSame } from './review.ts';
import { newUuid } from './uuid.ts';

const NAME = 'playhead-reviews';
const EVENTS = 'events';
const DRAFTS = 'drafts';
/** How the names of the locks begin that tell which pages are there. */
const LOCK = `${NAME}-page-`;

export function indexedReviews(): KeptReviews {
  let database: Promise<IDBDatabase> | undefined;
  const page = newUuid();
  hold(page);
  const open = (): Promise<IDBDatabase> => (database ??= openReviews(() => (database = undefined)));
  const told = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(NAME);
  /** Writes drafts in one transaction. */
  const write = async (make: (drafts: IDBObjectStore) => void): Promise<void> => {
    const transaction = (await open()).transaction(DRAFTS, 'readwrite');
    make(transaction.objectStore(DRAFTS));
    // Not when this task ends: the page may be killed before.
    transaction.commit();
    await ended(transaction);
  };
  return {
    async load(bundleId) {
      const there = await pagesThere(page);
      const transaction = (await open()).transaction([EVENTS, DRAFTS], 'readwrite');
      const of = allOf(bundleId);
      const store = transaction.objectStore(DRAFTS);
      const [events, keys, rows] = await Promise.all([
        answerOf(transaction.objectStore(EVENTS).getAll(of)),
        answerOf(store.getAllKeys(of)),
        answerOf(store.getAll(of)),
      ]);
      // Nobody else writes here.
      const [places, drafts] = [keys as DraftKey[], rows as Draft[]];
      const own = drafts.filter((draft, index) => {
        const place = places[index];
        if (place?.[1] === page) return true;
        if (!place || there.has(place[1])) return false;
        // Its page is gone: they are this one's now.
        store.delete(place);
        store.put(draft, [bundleId, page, draft.id] satisfies DraftKey);
        return true;
      });
      await ended(transaction);
      return { events, drafts: own };
    },
    async events(bundleId) {
      const store = (await open()).transaction(EVENTS).objectStore(EVENTS);
      // Nobody else writes here.
      return (await answerOf(store.getAll(allOf(bundleId)))) as ReviewEvent[];
    },
    async add(bundleId, events, sent) {
      // What was just said outlives the machine too, where the browser can promise it.
      const transaction = (await open()).transaction([EVENTS, DRAFTS], 'readwrite', { durability: 'strict' });
      const store = transaction.objectStore(EVENTS);
      for (const event of events) {
        const key: Key = [bundleId, event.id];
        const request = store.get(key);
        request.onsuccess = () => {
          // Nobody else writes here.
          const known = request.result as ReviewEvent | undefined;
          if (!known) store.add(event, key);
          // An event never changes: what is kept stays, and nothing of these is.
          else if (!isSame(known, event)) transaction.abort();
        };
      }
      for (const id of sent) transaction.objectStore(DRAFTS).delete([bundleId, page, id] satisfies DraftKey);
      await ended(transaction);
      told?.postMessage(bundleId);
    },
    putDraft: (bundleId, draft: Draft) =>
      write((drafts) => drafts.put(draft, [bundleId, page, draft.id] satisfies DraftKey)),
    dropDraft: (bundleId, id) => write((drafts) => drafts.delete([bundleId, page, id] satisfies DraftKey)),
    watch(bundleId, onAdded) {
      const listen = ({ data }: MessageEvent): void => {
        if (data === bundleId) onAdded();
      };
      told?.addEventListener('message', listen);
      return () => told?.removeEventListener('message', listen);
    },
  };
}

/** All events that are kept, by bundle, or those of one bundle; none where this browser keeps nothing for us. */
export async function keptEvents(bundleId?: string): Promise<ReadonlyMap<string, readonly ReviewEvent[]>> {
  let database: IDBDatabase;
  try {
    database = await openReviews(() => undefined);
  } catch {
    // Closed to us, as in a private window: what the files say stands.
    return new Map();
  }
  try {
    const of = bundleId === undefined ? null : allOf(bundleId);
    const store = database.transaction(EVENTS).objectStore(EVENTS);
    const [keys, events] = await Promise.all([answerOf(store.getAllKeys(of)), answerOf(store.getAll(of))]);
    const byBundle = new Map<string, ReviewEvent[]>();
    // Nobody else writes here.
    for (const [index, key] of (keys as Key[]).entries()) {
      const own = byBundle.get(key[0]) ?? [];
      own.push(events[index] as ReviewEvent);
      byBundle.set(key[0], own);
    }
    return byBundle;
  } finally {
    database.close();
  }
}

type Key = [bundleId: string, id: ReviewEvent['id']];
/** By page, so that two that write at once do not write over each other. */
type DraftKey = [bundleId: string, page: string, id: Draft['id']];

/** All rows of a bundle, however long their keys are. */
function allOf(bundleId: string): IDBKeyRange {
  return IDBKeyRange.bound([bundleId], [bundleId, []]);
}

/** Says that a page is there, as long as it is. */
function hold(page: string): void {
  // Missing where a page is not served over https: drafts then go to the page that was opened last.
  if (!('locks' in navigator)) return;
  navigator.locks
    .request(LOCK + page, () => new Promise(() => undefined))
    // As if it were missing.
    .catch(() => undefined);
}

/** Ids of the pages that are there, `own` among them. */
async function pagesThere(own: string): Promise<ReadonlySet<string>> {
  if (!('locks' in navigator)) return new Set([own]);
  const { held = [] } = await navigator.locks.query();
  return new Set([own, ...held.map(({ name = '' }) => name.slice(LOCK.length))]);
}

/** `onClosed`: it has to be opened anew. */
function openReviews(onClosed: () => void): Promise<IDBDatabase> {
  return openDatabase(
    NAME,
    (database) => {
      database.createObjectStore(EVENTS);
      database.createObjectStore(DRAFTS);
    },
    onClosed,
  );
}
