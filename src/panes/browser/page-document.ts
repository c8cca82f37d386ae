/** Recorded pages, made ready to be shown. */
import { TraceError } from '../../base/errors.ts';
import type { CheckedBundle } from '../../trace/checked-bundle.ts';
import type { Point } from './browser-state.ts';
import { rebuildPage } from './rebuild-page.ts';

/** Characters of a snapshot; a larger one would stop the whole page while it is rebuilt. */
const MAX_CHARACTERS = 20_000_000;
/** Pages that are kept: going back and forth between a few must not rebuild them. */
const KEPT = 12;

/** Reads and rebuilds snapshots, once each while they are kept. */
export class PageStore {
  readonly #bundle: Pick<CheckedBundle, 'readText'>;
  /** By path, the least used first. */
  readonly #pages = new Map<string, Promise<string>>();

  constructor(bundle: Pick<CheckedBundle, 'readText'>) {
    this.#bundle = bundle;
  }

  /** The rebuilt document at `path`. Rejects with a TraceError; a failure is kept too. */
  page(path: string): Promise<string> {
    const page = this.#pages.get(path) ?? this.#read(path);
    this.#pages.delete(path);
    this.#pages.set(path, page);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > KEPT && oldest !== undefined) this.#pages.delete(oldest);
    return page;
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
