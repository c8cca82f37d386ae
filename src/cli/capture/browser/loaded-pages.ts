/** The pages of an HTTP Archive: each document that a tab showed, not those of frames within it. Pure. */
import { numberField, textField } from '../../../base/json.ts';
import type { TabMessage } from './network-log.ts';

interface HarPage {
  readonly id: string;
  startedDateTime: string;
  readonly title: string;
  /** Milliseconds since it was asked for. */
  readonly pageTimings: { onContentLoad?: number; onLoad?: number };
}

export class LoadedPages {
  readonly #pages = new Map<string, { readonly page: HarPage; readonly sent: number | undefined }>();
  /** Tab → id of the page that it shows. */
  readonly #shown = new Map<string, string>();
  /** Loader → id of its page. */
  readonly #loaders = new Map<string, string>();
  /** Frames within pages. */
  readonly #inner = new Set<string>();

  /** In the order in which they were asked for; those of which nothing came are left out. */
  get all(): readonly HarPage[] {
    return [...this.#pages.values()]
      .map(({ page }) => page)
      .filter(({ startedDateTime }) => startedDateTime !== '');
  }

  /** Messages in the order in which they came; gives the id of the page that a request belongs to, where one is known. */
  see({ tab, method, params }: TabMessage): string | undefined {
    const frame = textField(params, 'frameId');
    switch (method) {
      case 'Page.frameAttached':
        if (frame !== undefined) this.#inner.add(frame);
        return undefined;
      case 'Page.domContentEventFired':
      case 'Page.loadEventFired':
        this.#loaded(tab, method, numberField(params, 'timestamp'));
        return undefined;
      case 'Network.requestWillBeSent': {
        const loader = textField(params, 'loaderId') ?? '';
        const isDocument =
          params['type'] === 'Document' && textField(params, 'requestId') === loader && loader !== '';
        if (isDocument && !this.#inner.has(frame ?? '') && !this.#loaders.has(loader)) {
          const id = `page_${this.#pages.size + 1}`;
          const page = {
            ...{ id, startedDateTime: '', pageTimings: {} },
            title: textField(params, 'request', 'url') ?? '',
          };
          this.#pages.set(id, { page, sent: numberField(params, 'timestamp') });
          this.#loaders.set(loader, id);
          this.#shown.set(tab, id);
        }
        return this.#loaders.get(loader) ?? this.#shown.get(tab);
      }
      default:
        return undefined;
    }
  }

  /** `date`: of its first request. */
  startsAt(id: string, date: string | undefined): void {
    const page = this.#pages.get(id)?.page;
    if (page?.startedDateTime === '' && date !== undefined) page.startedDateTime = date;
  }

  #loaded(tab: string, method: string, at: number | undefined): void {
    const { page, sent } = this.#pages.get(this.#shown.get(tab) ?? '') ?? {};
    if (!page || sent === undefined || at === undefined) return;
    const name = method === 'Page.loadEventFired' ? 'onLoad' : 'onContentLoad';
    page.pageTimings[name] ??= Number(((at - sent) * 1000).toFixed(3));
  }
}
