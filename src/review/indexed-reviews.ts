/** Reviews as this browser keeps them, in IndexedDB: a row for each event and draft. */
import type { ReviewEvent } from '../schema/generated/types.ts';
import type { Draft, KeptReviews } from './kept-reviews.ts';
import { isSame } from './review.ts';

const NAME = 'playhead-reviews';
const EVENTS = 'events';
const DRAFTS = 'drafts';

export function indexedReviews(): KeptReviews {
  let database: Promise<IDBDatabase> | undefined;
  const open = (): Promise<IDBDatabase> => (database ??= openDatabase(() => (database = undefined)));
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
      const transaction = (await open()).transaction([EVENTS, DRAFTS]);
      const of = IDBKeyRange.bound([bundleId], [bundleId, []]);
      const [events, drafts] = await Promise.all([
        answerOf(transaction.objectStore(EVENTS).getAll(of)),
        answerOf(transaction.objectStore(DRAFTS).getAll(of)),
      ]);
      // Nobody else writes here.
      return { events, drafts };
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
      for (const id of sent) transaction.objectStore(DRAFTS).delete([bundleId, id] satisfies Key);
      await ended(transaction);
      told?.postMessage(bundleId);
    },
    putDraft: (bundleId, draft: Draft) =>
      write((drafts) => drafts.put(draft, [bundleId, draft.id] satisfies Key)),
    dropDraft: (bundleId, id) => write((drafts) => drafts.delete([bundleId, id] satisfies Key)),
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
    database = await openDatabase(() => undefined);
  } catch {
    // Closed to us, as in a private window: what the files say stands.
    return new Map();
  }
  try {
    const of = bundleId === undefined ? null : IDBKeyRange.bound([bundleId], [bundleId, []]);
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

/** `onClosed`: it has to be opened anew. */
function openDatabase(onClosed: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(EVENTS);
      request.result.createObjectStore(DRAFTS);
    };
    request.onsuccess = () => {
      const { result } = request;
      result.onclose = onClosed;
      // A newer version of this page wants it.
      result.onversionchange = () => {
        result.close();
        onClosed();
      };
      resolve(result);
    };
    request.onerror = () => {
      onClosed();
      reject(request.error ?? new Error('no database'));
    };
  });
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no answer'));
  });
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('not written'));
  });
}
