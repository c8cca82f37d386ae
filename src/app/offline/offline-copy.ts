/**
 * The copy of the page in this browser by which it opens without a network: made when a person asks for it, and by that
 * alone. The browser brings it up to date by itself, once the page is opened from the network.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { cacheNameOf, readNews, WORKER_FILE, type KeepingNews } from './kept-files.ts';

export type OfflineState =
  /** It is being asked whether there is one. */
  | { readonly phase: 'asking' }
  /** There is none. `failed`: it was tried just now, and not all files came. */
  | { readonly phase: 'none'; readonly failed: boolean }
  | { readonly phase: 'keeping'; readonly news: KeepingNews | undefined }
  | { readonly phase: 'kept' }
  /** It is being put away. */
  | { readonly phase: 'dropping' };

export interface OfflineCopy {
  readonly state: StoreApi<OfflineState>;
  keep(): Promise<void>;
  /** Puts all of it away. */
  drop(): Promise<void>;
}

/** Where a browser lets a page have one; else undefined, as over plain http and from a disk. */
export function openOfflineCopy(
  container: ServiceWorkerContainer | undefined = (navigator as Partial<Navigator>).serviceWorker,
  stores: CacheStorage | undefined = (globalThis as Partial<typeof globalThis>).caches,
  page: string = document.baseURI,
): OfflineCopy | undefined {
  if (!container || !stores || !isSecureContext) return undefined;
  const scope = new URL('./', page).href;
  const state = createStore<OfflineState>(() => ({ phase: 'asking' }));
  const set = (next: OfflineState): void => state.setState(next, true);
  container.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const news = readNews(data);
    if (news && state.getState().phase === 'keeping') set({ phase: 'keeping', news });
  });

  /** Follows a worker to where it has all files, or was given up. One that is newer than what is kept does not matter. */
  const follow = ({ active, installing, waiting }: ServiceWorkerRegistration): void => {
    const coming = installing ?? waiting;
    if (active ?? !coming) {
      set(active ? { phase: 'kept' } : { phase: 'none', failed: true });
      return;
    }
    set({ phase: 'keeping', news: undefined });
    coming.addEventListener('statechange', () => {
      if (coming.state === 'activated' && state.getState().phase === 'keeping') set({ phase: 'kept' });
      // Not where it was put away meanwhile.
      if (coming.state === 'redundant' && state.getState().phase === 'keeping')
        set({ phase: 'none', failed: true });
    });
  };
  const own = async (): Promise<ServiceWorkerRegistration | undefined> => {
    const found = await container.getRegistration(scope);
    // A worker of the whole site is not ours.
    return found?.scope === scope ? found : undefined;
  };
  let last = Promise.resolve();
  /** One after the other: who changes their mind at once still gets what they chose last. */
  const inTurn = (work: () => Promise<void>): Promise<void> =>
    (last = last.then(work).catch(() => {
      // Storage that is full or closed, a file that did not come: there is no copy, which is what is said.
      set({ phase: 'none', failed: true });
    }));

  const copy: OfflineCopy = {
    state,
    keep: () =>
      inTurn(async () => {
        set({ phase: 'keeping', news: undefined });
        follow(await container.register(new URL(WORKER_FILE, scope).href, { scope }));
      }),
    drop: () =>
      inTurn(async () => {
        set({ phase: 'dropping' });
        await (await own())?.unregister();
        await stores.delete(cacheNameOf(scope));
        set({ phase: 'none', failed: false });
      }),
  };
  void inTurn(async () => {
    const registration = await own();
    if (registration) follow(registration);
    else set({ phase: 'none', failed: false });
  });
  return copy;
}
