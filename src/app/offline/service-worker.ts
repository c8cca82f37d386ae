/**
 * Answers for the page's own files where there is no network. It holds no state, knows no trace, and leaves every request
 * alone that is not for a file of its list. Built by itself (tools/service-worker-plugin.ts), with the list in it.
 *
 * A page of one version never meets files of another: names of files have a hash of what is in them. While there is a
 * network the page comes from there, so that a new deployment is in use at once; its files are fetched anew by the next
 * worker, which takes over once no page of the old version is open.
 */
import { PrecacheController } from 'workbox-precaching/PrecacheController.js';
import { answerTo, cacheNameOf, type KeepingNews } from './kept-files.ts';

/** What is kept; `revision`: null where the name says it. The build puts it here. */
declare const KEPT_FILES: readonly { readonly url: string; readonly revision: string | null }[];

/** Of a service worker's scope, what is used here: the DOM's types have none. */
interface Scope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: {
      readonly includeUncontrolled: boolean;
    }): Promise<readonly { postMessage(message: KeepingNews): void }[]>;
  };
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Asking) => void): void;
}
interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asking extends Extendable {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

/** Milliseconds after which a network that says nothing is taken for none. */
const PATIENCE = 5_000;

const worker = globalThis as unknown as Scope;
const { scope } = worker.registration;
let kept = 0;

const files = new PrecacheController({
  cacheName: cacheNameOf(scope),
  plugins: [
    {
      handlerDidComplete: async ({ event, error }) => {
        // Its type is of a library that the page's types lack.
        if ((event as Event).type !== 'install' || error) return;
        kept += 1;
        await tell({ kept, of: KEPT_FILES.length });
      },
    },
  ],
});
files.addToCacheList([...KEPT_FILES]);
const addresses = files.getURLsToCacheKeys();

worker.addEventListener('install', (event) => void files.install(event));
worker.addEventListener('activate', (event) => {
  void files.activate(event);
  // The page that asked for it needs the files that it has not loaded yet, too.
  event.waitUntil(worker.clients.claim());
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const answer = answerTo(request, scope, addresses);
  if (answer === 'page') event.respondWith(page(request));
  if (answer === 'file') event.respondWith(files.strategy.handle({ event, request }));
});

/** From the network; the one that is kept where there is none. */
async function page(request: Request): Promise<Response> {
  // As it is: with a signal of its own it would be no navigation any more.
  const network = fetch(request);
  const silence = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE, undefined));
  const first = await Promise.race([network, silence]).catch(() => undefined);
  return first ?? (await files.matchPrecache(new URL('index.html', scope).href)) ?? network;
}

async function tell(news: KeepingNews): Promise<void> {
  for (const client of await worker.clients.matchAll({ includeUncontrolled: true })) client.postMessage(news);
}
