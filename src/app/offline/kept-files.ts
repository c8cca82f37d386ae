/**
 * What is kept for use without a network: the built page's own files and nothing else. The build makes the list, the
 * service worker goes by it. Pure.
 */

/** Millions of bytes that are kept, which people are told before they ask for it; the build fails where it is far off. */
export const KEPT_MEGABYTES = 15;

/** The service worker, beside the page. */
export const WORKER_FILE = 'service-worker.js';

/** True for files of the build, by their paths below its root, without which the page does not open; never a trace. */
export function isKept(path: string): boolean {
  return (
    !path.endsWith('.map') &&
    (/^(?:assets|icons)\//.test(path) || path === 'index.html' || path === 'manifest.webmanifest')
  );
}

/** The cache of the deployment at `scope`: those of other paths of the same origin have their own. */
export function cacheNameOf(scope: string): string {
  return `playhead offline ${scope}`;
}

/** What is asked of a request. */
export type Asked = Pick<Request, 'method' | 'mode' | 'url'> & { readonly headers: Pick<Headers, 'has'> };

/**
 * What answers a request: the kept `page`, where the network has none, or the kept `file` of that address. `undefined`:
 * none of the worker's business, and the browser does what it would without it. `files` are whole addresses.
 */
export function answerTo(
  { method, mode, url, headers }: Asked,
  scope: string,
  files: { readonly has: (url: string) => boolean },
): 'page' | 'file' | undefined {
  if (method !== 'GET' || headers.has('range')) return undefined;
  const [address = ''] = url.split('#');
  if (mode !== 'navigate') return files.has(address) ? 'file' : undefined;
  // The page's query says what it opens: it is one page all the same.
  const [page = ''] = address.split('?');
  return page === scope || page === `${scope}index.html` ? 'page' : undefined;
}

/** What the worker tells the pages while it keeps files. */
export interface KeepingNews {
  readonly kept: number;
  readonly of: number;
}

/** A message as news; undefined for any other. */
export function readNews(message: unknown): KeepingNews | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { kept, of } = message as Partial<Record<keyof KeepingNews, unknown>>;
  return typeof kept === 'number' && typeof of === 'number' ? { kept, of } : undefined;
}
