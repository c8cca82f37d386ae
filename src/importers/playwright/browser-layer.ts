/** Tabs, addresses, pages and the console of a trace, as events of a browser. */
import type { BundleDraft } from '../bundle-draft.ts';
import { field, numberField, textField } from '../../base/json.ts';
import type { Context } from './context.ts';
import type { TraceEvent } from './modernize.ts';
import { FramePages, type PageResources } from './snapshot-html.ts';
import { recordClock, timeOf, type TraceClock } from './trace-clock.ts';

const MAX_PAGES = 1_000;
/** Of all pages, in characters. */
const MAX_TOGETHER = 64_000_000;
const LEVELS: ReadonlyMap<string, string> = new Map([
  ['debug', 'debug'],
  ['log', 'log'],
  ['info', 'info'],
  ['warning', 'warning'],
  ['error', 'error'],
]);
const MAX_TEXT = 10_000;

type BrowserRecord = Readonly<Record<string, unknown>> & { readonly t: number };

/** `zero`: of the clock, at the trace's beginning. */
export function browserLayer(
  contexts: readonly Context[],
  {
    clock,
    zero,
    resources,
  }: { readonly clock: TraceClock; readonly zero: number; readonly resources: PageResources },
  draft: BundleDraft,
): void {
  const id = draft.freeId('browser');
  const tabs = new Tabs();
  const frames = new Map<string, FramePages>();
  const records: BrowserRecord[] = [];
  let [pages, together] = [0, 0];
  for (const { event, t } of ordered(contexts, clock)) {
    const tab = tabs.of(event, t, records);
    if (event['type'] === 'console') {
      const level = LEVELS.get(textField(event, 'messageType') ?? '') ?? 'log';
      records.push({
        t,
        type: 'console',
        tab,
        level,
        text: (textField(event, 'text') ?? '').slice(0, MAX_TEXT),
      });
      continue;
    }
    if (event['type'] === 'event') {
      const url = event['method'] === 'navigated' ? textField(event['params'], 'url') : undefined;
      if (url !== undefined && field(event['params'], 'parentFrame') === undefined)
        tabs.goTo(tab, url, t, records);
      continue;
    }
    const snapshot = event['snapshot'];
    const url = textField(snapshot, 'frameUrl') ?? 'about:blank';
    const frame = textField(snapshot, 'frameId') ?? '';
    const before = frames.get(frame) ?? new FramePages();
    frames.set(frame, before);
    before.add(field(snapshot, 'html'));
    if (field(snapshot, 'isMainFrame') !== true) {
      draft.losses.add('dropped', 'A snapshot of a frame within a page is not shown', url);
      continue;
    }
    tabs.goTo(tab, url, t, records);
    pages += 1;
    const html =
      pages <= MAX_PAGES && together <= MAX_TOGETHER
        ? before.page(textField(snapshot, 'doctype'), url, resources)
        : undefined;
    together += html?.length ?? MAX_TOGETHER / 16;
    if (html === undefined) {
      draft.losses.add('dropped', 'A page is left out: it is too large, or there are too many', url);
      continue;
    }
    const viewport = field(snapshot, 'viewport');
    const [width, height] = [numberField(viewport, 'width'), numberField(viewport, 'height')];
    const name = `${textField(snapshot, 'snapshotName') ?? `page-${pages}`}.html`;
    records.push({
      t,
      type: 'snapshot',
      tab,
      url,
      path: draft.file(`layers/${id}/pages`, { name, mediaType: 'text/html', content: html }),
      ...(width !== undefined && { width }),
      ...(height !== undefined && { height }),
    });
  }
  if (records.length === 0) return;
  if (tabs.inferred > 0)
    draft.losses.add(
      'inferred',
      'An address is told when it was first seen in a page, not when it was opened',
      undefined,
      tabs.inferred,
    );
  draft.layer({
    id,
    kind: 'browser_events',
    actor: 'script',
    format: { name: 'trace-browser_events', version: '1' },
    clock: recordClock(zero),
    file: {
      name: 'events.jsonl',
      mediaType: 'application/x-ndjson',
      content: records.map((record) => `${JSON.stringify(record)}\n`).join(''),
      records: records.length,
    },
  });
}

/** Events of a browser by their time; of the same time in the order of the files. */
function ordered(
  contexts: readonly Context[],
  clock: TraceClock,
): readonly { readonly event: TraceEvent; readonly t: number }[] {
  return contexts
    .flatMap((context) =>
      context.events.flatMap((event) => {
        const time = timeOf(event);
        const isShown = ['frame-snapshot', 'console', 'event'].includes(String(event['type']));
        return time === undefined || !isShown ? [] : [{ event, t: clock.at(context, time) }];
      }),
    )
    .sort((a, b) => a.t - b.t);
}

/** Names of tabs, in the order in which they are first heard of, and their addresses. */
class Tabs {
  readonly #names = new Map<string, string>();
  readonly #urls = new Map<string, string>();
  inferred = 0;

  of(event: TraceEvent, t: number, records: BrowserRecord[]): string {
    const page = textField(event, 'pageId') ?? textField(event['snapshot'], 'pageId');
    if (page === undefined) return this.#names.values().next().value ?? 'page-1';
    const known = this.#names.get(page);
    if (known !== undefined) return known;
    const name = `page-${this.#names.size + 1}`;
    this.#names.set(page, name);
    records.push({ t, type: 'tab_opened', tab: name });
    return name;
  }

  goTo(tab: string, url: string, t: number, records: BrowserRecord[]): void {
    if (this.#urls.get(tab) === url) return;
    this.#urls.set(tab, url);
    this.inferred += 1;
    records.push({ t, type: 'navigated', tab, url });
  }
}
