/**
 * One page of a DOM recording in a frame of its own, built by rrweb. It only goes forward, event by event and at once;
 * for an earlier moment there is a new one. rrweb's own clock never runs.
 */
import { Replayer } from 'rrweb';
import { assert, TraceError } from '../../base/errors.ts';
import type { DomPage, DomRecording } from '../../trace/dom-recording.ts';
import { EVENT, fields, items, number, SOURCE } from '../../trace/rrweb.ts';
import type { CleanCss } from './clean-node.ts';
import { DomCleaner, type CleanEvent } from './dom-cleaner.ts';
import { allowQuirks, PAGE_POLICY } from './page-policy.ts';
import { classOf, isConnected, isElement, parentOf, scrollTo, setClass, shadowOf } from './unclobbered.ts';

/**
 * A picture of a moment does not move: what would glide is where it glides to, and nothing scrolls by itself. What links
 * looked like before their address was taken stands behind every rule of the page.
 */
const PICTURE_RULES = [
  '*, *::before, *::after { animation-delay: 0s !important; animation-duration: 0s !important; ' +
    'animation-iteration-count: 1 !important; transition: none !important; scroll-behavior: auto !important; ' +
    'overflow-anchor: none !important; caret-color: transparent !important; }',
  'dialog[data-rr-open-mode=modal][open] { position: fixed; inset: 0; z-index: 2147483647; ' +
    'box-shadow: 0 0 0 100vmax rgb(0 0 0 / 10%); }',
  ':root { scrollbar-width: none !important; }',
  ':where(a, area):where([data-href]) { color: -webkit-link; text-decoration: underline; cursor: pointer; }',
];

/** Events before rrweb's present are applied at once; its present stays at 0. */
const LONG_AGO = -1e12;

type Feed = Parameters<Replayer['service']['send']>[0] & { readonly type: 'ADD_EVENT' };

/** What the cleaner did with style sheets already: rrweb would read each of them once more. */
const CSS_AS_IT_IS = { stylesWithHoverClass: { get: (css: string) => css, set: () => undefined } };

export interface DomPlayerOptions {
  readonly recording: DomRecording;
  readonly page: DomPage;
  /** Shared by all players of a recording: style sheets are long and return. */
  readonly css: CleanCss;
}

export class DomPlayer {
  readonly page: DomPage;
  readonly frame: HTMLIFrameElement;
  readonly #place: HTMLElement;
  readonly #recording: DomRecording;
  readonly #replayer: Replayer;
  readonly #cleaner: DomCleaner;
  readonly #scroll = new Map<number, { readonly left: number; readonly top: number }>();
  /** What bears the mark of the pointer, with its class without and with it. */
  readonly #hovered = new Map<Element, { readonly before: string | null; readonly marked: string }>();
  /** Shadow trees, which the picture's own rules do not reach. */
  readonly #shadows = new Set<ShadowRoot>();
  /** Index of the next event. */
  #next: number;
  #fed = 0;

  /** `host`: in the document; what is built stands in it until `destroy`. */
  constructor(host: HTMLElement, { recording, page, css }: DomPlayerOptions) {
    this.page = page;
    this.#recording = recording;
    this.#next = page.first;
    this.#cleaner = new DomCleaner(css);
    this.#place = host.ownerDocument.createElement('div');
    host.append(this.#place);
    this.#replayer = new Replayer([], {
      root: this.#place,
      liveMode: true,
      // Its nodes would be made in the app's document, out of reach of the frame's policy.
      useVirtualDom: false,
      mouseTail: false,
      triggerFocus: false,
      pauseAnimation: false,
      showWarning: false,
      insertStyleRules: PICTURE_RULES,
      plugins: [{ onBuild: (node) => this.#noteShadow(node as Node) }],
    });
    Object.assign(this.#replayer, { cache: CSS_AS_IT_IS });
    this.frame = this.#replayer.iframe;
    this.frame.tabIndex = -1;
    if (this.frame.contentWindow) allowQuirks(this.frame.contentWindow);
    // Before anything of the recording is built: the policy stays with the document from now on.
    const document = this.#document;
    const meta = document.createElement('meta');
    meta.httpEquiv = 'Content-Security-Policy';
    meta.content = PAGE_POLICY;
    document.head.append(meta);
    const { width, height } = recording.viewports.at(page.time) ?? { width: 1024, height: 768 };
    this.#feed({ type: EVENT.meta, data: { href: '', width, height } });
  }

  /** How many of the recording's events have been applied, or do not belong to this page. */
  get count(): number {
    return this.#next;
  }

  /**
   * Applies events up to `count`, but no more once `until` (of `performance.now()`) has passed. Throws `format-broken`
   * where the page itself cannot be built; later events that do not fit it are passed over, as browsers do.
   */
  advance(count: number, until: number): void {
    const end = Math.min(count, this.page.last);
    while (this.#next < end) {
      const event = this.#recording.events.items[this.#next];
      this.#next += 1;
      if (event) this.#apply(event);
      if (performance.now() > until) return;
    }
  }

  /** What follows from where one is, and not from how one came there: pointer, scroll positions, no motion. */
  settle(pointer: number | undefined): void {
    this.#hover(pointer);
    for (const shadow of this.#shadows) if (!isConnected(shadow)) this.#shadows.delete(shadow);
    for (const root of [this.#document, ...this.#shadows]) root.getAnimations().forEach(endAnimation);
    for (const [id, offset] of this.#scroll) {
      const node = this.#replayer.getMirror().getNode(id);
      if (!node) continue;
      if (node === this.#document) this.frame.contentWindow?.scrollTo({ ...offset, behavior: 'instant' });
      else if (isElement(node)) scrollTo(node, offset);
    }
  }

  /** Images that are not there yet: what is scrolled to depends on their size. */
  get loading(): readonly HTMLImageElement[] {
    return [...this.#document.images].filter(({ complete }) => !complete);
  }

  show(visible: boolean, title: string): void {
    this.#place.style.cssText = `position:absolute;inset:0;visibility:${visible ? 'inherit' : 'hidden'}`;
    this.frame.title = visible ? title : 'Page that is loading';
    if (visible) this.frame.removeAttribute('aria-hidden');
    else this.frame.setAttribute('aria-hidden', 'true');
  }

  destroy(): void {
    this.#place.remove();
  }

  get #document(): Document {
    const document = this.frame.contentDocument;
    assert(document, 'the frame of a recorded page has no document');
    return document;
  }

  #apply(event: CleanEvent): void {
    const { type, data } = event;
    if (type === EVENT.fullSnapshot) {
      const { left, top } = fields(data['initialOffset']);
      const root = number(fields(data['node'])['id']);
      if (root !== undefined) this.#scroll.set(root, { left: number(left) ?? 0, top: number(top) ?? 0 });
    }
    if (type === EVENT.incremental && data['source'] === SOURCE.scroll) {
      const id = number(data['id']);
      if (id !== undefined && this.#replayer.getMirror().has(id))
        this.#scroll.set(id, { left: number(data['x']) ?? 0, top: number(data['y']) ?? 0 });
    }
    if (type === EVENT.incremental && data['source'] === SOURCE.viewportResize) this.#resize();
    const clean = this.#cleaner.clean(event);
    if (!clean) {
      if (type === EVENT.fullSnapshot) throw this.#broken('a full snapshot in it holds no document');
      return;
    }
    try {
      this.#feed(clean);
    } catch (error) {
      if (type === EVENT.fullSnapshot) throw this.#broken('a full snapshot in it cannot be built', error);
    }
    this.#compare(clean);
  }

  /** rrweb says nothing where a mutation fails halfway. */
  #compare({ data }: CleanEvent): void {
    const mirror = this.#replayer.getMirror();
    const isBuilt = (id: number): boolean => mirror.has(id);
    const added = items(data['adds']).map((item) => number(fields(fields(item)['node'])['id']));
    if (added.some((id) => id !== undefined && !isBuilt(id))) this.#cleaner.keepOnly(isBuilt);
    if (items(data['removes']).length === 0) return;
    for (const id of this.#scroll.keys()) if (!isBuilt(id)) this.#scroll.delete(id);
  }

  #broken(reason: string, cause?: unknown): TraceError {
    return new TraceError('format-broken', { path: this.#recording.path, format: 'rrweb', reason }, cause);
  }

  #resize(): void {
    const { viewports, events } = this.#recording;
    const now = events.items[this.#next - 1]?.time;
    const size = now === undefined ? undefined : viewports.at(now);
    if (size) this.#feed({ type: EVENT.meta, data: { href: '', width: size.width, height: size.height } });
  }

  #noteShadow(node: Node): void {
    const shadow = shadowOf(node);
    if (shadow) this.#shadows.add(shadow);
  }

  #feed({ type, data }: CleanEvent): void {
    this.#fed += 1;
    const event = { type, data, timestamp: LONG_AGO + this.#fed };
    this.#replayer.service.send({ type: 'ADD_EVENT', payload: { event } } as unknown as Feed);
  }

  #hover(pointer: number | undefined): void {
    for (const [element, { before, marked }] of this.#hovered) {
      // Another class that the page gave it meanwhile has no mark.
      if (classOf(element) !== marked) continue;
      setClass(element, before);
    }
    this.#hovered.clear();
    const under = pointer === undefined ? null : this.#replayer.getMirror().getNode(pointer);
    for (let node = under; node; node = parentOf(node)) {
      if (!isElement(node)) continue;
      const before = classOf(node);
      const marked = before === null ? ':hover' : `${before} :hover`;
      setClass(node, marked);
      this.#hovered.set(node, { before, marked });
    }
  }
}

function endAnimation(animation: Animation): void {
  if (animation.effect?.getComputedTiming().endTime === Infinity) animation.cancel();
  else animation.finish();
}
