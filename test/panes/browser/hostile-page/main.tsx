/** Shows hostile snapshots in real panes, driven by `../hostile-pages.test.ts` from outside. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Replayer } from 'rrweb';
import { fromSeconds } from '../../../../src/base/time.ts';
import { BrowserPane } from '../../../../src/panes/browser/BrowserPane.tsx';
import { createClock, type Transport } from '../../../../src/timeline/clock.ts';
import type { BrowserEvent } from '../../../../src/trace/layers.ts';
import type { BrowserData } from '../../../../src/panes/browser/browser-data.ts';
import { DomCleaner, type CleanEvent } from '../../../../src/panes/browser/dom-cleaner.ts';
import {
  additions,
  domLayers,
  element,
  mutation,
  page,
  recordingOf,
  textNode,
  type TestNode,
} from '../dom-data.ts';
import { browserData } from '../pane-data.ts';
import '../../../../src/ui/theme.css';

export interface HostileBench {
  /** Spreads the pages over `count` panes, one page a second in each. */
  readonly open: (pages: readonly string[], count: number) => Promise<void>;
  /** The same for pages of DOM recordings, or for what changes them. `raw`: without the cleaner, by the policy alone. */
  readonly openDom: (pages: readonly DomVector[], count: number, raw: boolean) => Promise<void>;
  /** By rrweb alone, without what this pane puts around it. */
  readonly bare: (pages: readonly DomVector[]) => void;
  /** Shows each pane's page number `step`. */
  readonly show: (step: number) => Promise<Shown>;
}

export interface Shown {
  /** Path or address of each pane's page. */
  readonly pages: readonly (string | null)[];
  /** Which of the parts of pages of recordings can be seen. */
  readonly parts: readonly string[];
}

/**
 * A page and how it comes about: at once, added node by node, or with its attributes last; or as events of its own. Its
 * parts stand one below the other, each by its name: they are nodes, so that no text of one reaches into another.
 */
export type DomVector =
  | {
      readonly parts: Readonly<Record<string, string>>;
      readonly way: 'snapshot' | 'mutation' | 'attributes';
    }
  | { readonly events: readonly object[] };

/** Names a part in the page. */
const PART = 'data-part';

const clocks: Transport[] = [];
const shown: (string | null)[] = [];

function mount(data: BrowserData, pages: number, place: number): void {
  const clock = createClock(fromSeconds(pages + 1));
  clocks.push(clock);
  const host = document.createElement('div');
  host.style.cssText = 'width:420px;height:330px;display:inline-block';
  document.body.append(host);
  document.body.style.overflow = 'auto';
  createRoot(host).render(
    <StrictMode>
      <BrowserPane
        data={data}
        clock={clock}
        report={({ snapshot, dom, url }) => {
          const path = typeof snapshot === 'string' ? snapshot : null;
          shown[place] = dom === null ? path : String(url);
        }}
      />
    </StrictMode>,
  );
}

function openPane(pages: readonly string[], place: number): void {
  const files = Object.fromEntries(pages.map((html, index) => [`page-${place}-${index}.html`, html]));
  const events = Object.keys(files).map((path, index): BrowserEvent => ({
    t: index + 1,
    type: 'snapshot',
    tab: 'a',
    url: 'https://example.org/',
    path,
    width: 300,
    height: 150,
  }));
  mount(browserData({ events, pages: files }), pages.length, place);
}

function openDomPane(vectors: readonly DomVector[], place: number): void {
  const events = vectors.flatMap((vector, index) =>
    eventsOf(vector, (index + 1) * 1000, `https://example.org/${place}-${index}`),
  );
  mount(browserData({ doms: domLayers(recordingOf(events)) }), vectors.length, place);
}

/** All of them at the time of the page, so that they are seen with it. */
function eventsOf(vector: DomVector, time: number, href: string): readonly object[] {
  if ('events' in vector) {
    const own = vector.events
      .filter((event) => !('type' in event) || event.type !== 4)
      .map((event) => ({ ...event, timestamp: time }));
    return [{ type: 4, timestamp: time, data: { href, width: 300, height: 150 } }, ...own];
  }
  const parsed = Object.entries(vector.parts).map(
    ([name, html]) => [name, new DOMParser().parseFromString(html, 'text/html')] as const,
  );
  const head = parsed.flatMap(([, part]) => [...part.head.childNodes].map(serialized));
  const body = parsed.map(([name, part]) =>
    element('section', { [PART]: name }, [textNode(name), ...[...part.body.childNodes].map(serialized)]),
  );
  if (vector.way === 'snapshot') return page(time, body, { href, head });
  const added = [
    ...head.flatMap((node) => additions(3, node)),
    ...body.flatMap((node) => additions(4, node)),
  ];
  if (vector.way === 'mutation') return [...page(time, [], { href }), mutation(time, { adds: added })];
  const later: object[] = [];
  const bare = added.map((item) => {
    const { node } = item as { readonly node: TestNode };
    if (node.type === 2) later.push({ id: node.id, attributes: node['attributes'] });
    return node.type === 2 ? { ...item, node: { ...node, attributes: {} } } : item;
  });
  return [...page(time, [], { href }), mutation(time, { adds: bare }), mutation(time, { attributes: later })];
}

/** A node as a recorder without any mercy would tell it. The document that it is of runs and loads nothing. */
function serialized(node: Node): TestNode {
  if (!(node instanceof Element)) return textNode(node.textContent ?? '');
  // Some of the pages put elements in the place of these properties.
  const own = (type: { readonly prototype: object }, name: string): unknown =>
    Object.getOwnPropertyDescriptor(type.prototype, name)?.get?.call(node) as unknown;
  const attributes = [...(own(Element, 'attributes') as NamedNodeMap)].map(({ name, value }) => [
    name,
    value,
  ]);
  const inner =
    node instanceof HTMLTemplateElement ? node.content.childNodes : (own(Node, 'childNodes') as NodeList);
  const isSVG = (own(Element, 'namespaceURI') as string) === 'http://www.w3.org/2000/svg';
  return element(
    own(Element, 'localName') as string,
    Object.fromEntries(attributes) as object,
    [...inner].map(serialized),
    isSVG ? { isSVG } : {},
  );
}

async function opened(count: number): Promise<void> {
  // Before its first render a pane cannot hold.
  while (clocks.length < count || clocks.some((_, place) => shown[place] === undefined))
    await new Promise(requestAnimationFrame);
}

function partsInSight(): readonly string[] {
  const documents = [...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument);
  return documents
    .flatMap((page) => [...(page?.querySelectorAll(`section[${PART}]`) ?? [])])
    .filter((part) => part.checkVisibility({ visibilityProperty: true }))
    .map((part) => part.getAttribute(PART) ?? '');
}

const cleanly = Object.getOwnPropertyDescriptor(DomCleaner.prototype, 'clean');

const bench: HostileBench = {
  open: async (pages, count) => {
    const size = Math.ceil(pages.length / count);
    for (let place = 0; place * size < pages.length; place += 1)
      openPane(pages.slice(place * size, (place + 1) * size), place);
    await opened(clocks.length);
  },
  openDom: async (pages, count, raw) => {
    if (raw) DomCleaner.prototype.clean = (event: CleanEvent) => event;
    else if (cleanly) Object.defineProperty(DomCleaner.prototype, 'clean', cleanly);
    const size = Math.ceil(pages.length / count);
    for (let place = 0; place * size < pages.length; place += 1)
      openDomPane(pages.slice(place * size, (place + 1) * size), place);
    await opened(clocks.length);
  },
  bare: (pages) => {
    for (const vector of pages) {
      const root = document.createElement('div');
      document.body.append(root);
      const events = eventsOf(vector, 1000, 'https://example.org/');
      new Replayer(events as ConstructorParameters<typeof Replayer>[0], { root, showWarning: false }).pause(
        1e6,
      );
    }
  },
  show: async (step) => {
    await Promise.all(
      clocks.map(async (clock) => {
        clock.seek(fromSeconds(step + 1));
        await clock.settled();
      }),
    );
    return { pages: shown, parts: partsInSight() };
  },
};
Object.assign(window, { bench });
