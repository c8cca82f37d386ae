/** Recorded pages, made ready to be shown. */
import { asTraceError, TraceError } from '../../base/errors.ts';
import { LaterCache } from '../../base/later-cache.ts';
import type { CheckedBundle } from '../../trace/checked-bundle.ts';
import type { Point } from './browser-state.ts';
import { rebuildPage } from './rebuild-page.ts';

/** Characters of a snapshot; a larger one would stop the whole page while it is rebuilt. */
const MAX_CHARACTERS = 20_000_000;
/** Bytes of pages that are kept: going back and forth between a few must not rebuild them. */
const LIMIT = 24 * 1024 * 1024;

/** A page, or why there is none: a failure is kept too. */
type Outcome = { readonly page: string } | { readonly error: TraceError };

/** Reads and rebuilds snapshots, once each while they are kept. */
export class PageStore {
  readonly #bundle: Pick<CheckedBundle, 'readText'>;
  /** By path. */
  readonly #pages = new LaterCache<string, Outcome>(LIMIT, (outcome) =>
    'page' in outcome ? 2 * outcome.page.length : 1,
  );

  constructor(bundle: Pick<CheckedBundle, 'readText'>) {
    this.#bundle = bundle;
  }

  /** The rebuilt document at `path`. Rejects with a TraceError; a failure is kept too. */
  async page(path: string): Promise<string> {
    const outcome = await this.#pages.get(path, () =>
      this.#read(path).then(
        (page) => ({ page }),
        (error: unknown) => ({ error: asTraceError(error) }),
      ),
    );
    if ('error' in outcome) throw outcome.error;
    return outcome.page;
  }

  async #read(path: string): Promise<string> {
    const html = await this.#bundle.readText(path);
    if (html.length > MAX_CHARACTERS)
      throw new TraceError('unsupported-here', {
        what: path,
        reason: `it has more than ${MAX_CHARACTERS / 1_000_000} million characters`,
      });
    return rebuildPage(html);
  }
}

/**
 * The document as it stood when scrolled to `scroll`. Nobody can scroll a frame of another origin from outside, and a
 * transform would take fixed parts along: so the document begins at that place by itself, where the browser knows how,
 * and else its root stands higher.
 */
export function scrolledTo(page: string, { x, y }: Point): string {
  const [left, top] = [pixels(x), pixels(y)];
  if (left === '0px' && top === '0px') return page;
  const far = (side: string): string => (side.startsWith('-') ? side.slice(1) : `-${side}`);
  return `${page}<style>
@supports (scroll-initial-target: nearest) {
  html::after { content: ''; position: absolute; left: ${left}; top: ${top}; width: 1px; height: 1px; scroll-initial-target: nearest; }
}
@supports not (scroll-initial-target: nearest) {
  html { position: relative !important; left: ${far(left)} !important; top: ${far(top)} !important; }
}</style>`;
}

/** A whole number within what browsers can lay out, whatever the recording says. */
function pixels(value: number): string {
  return `${Math.round(Math.min(Math.max(value, -10_000_000), 10_000_000)) || 0}px`;
}
