import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fromSeconds } from '../../../src/base/time.ts';
import { BrowserLog } from '../../../src/panes/browser/browser-log.ts';
import { DomScreen } from '../../../src/panes/browser/dom-screen.ts';
import { wantedDom, type DomMoment } from '../../../src/panes/browser/wanted-dom.ts';
import { element, mutation, page, recordingOf, textNode } from './dom-data.ts';

const IMAGE = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>";

let screen: DomScreen;
let host: HTMLElement;

beforeEach(() => {
  host = document.createElement('div');
  document.body.replaceChildren(host);
  screen = new DomScreen();
  screen.attach(host);
});
afterEach(() => {
  screen.attach(null);
});

let recordings = 0;

/** The moments of these events, at each second. */
function momentsOf(...events: readonly object[]): (second: number) => DomMoment | undefined {
  const log = new BrowserLog([], [], [{ id: `dom-${++recordings}`, recording: recordingOf(events) }]);
  return (second) => wantedDom(log, fromSeconds(second));
}
const inTime = (): Promise<void> => vi.waitFor(() => expect(screen.late).toBe(false), { timeout: 30_000 });
/** The page in sight. */
const body = (): HTMLElement | undefined =>
  [...host.querySelectorAll('iframe')].find((frame) => getComputedStyle(frame).visibility === 'visible')
    ?.contentDocument?.body;
const words = (): string | undefined => body()?.innerText;
/** Late, or without anything of a later moment: on a slow machine the first is built anew at once. */
const isHonest = (): boolean => screen.late || body()?.querySelector('i, img') === null;

describe('the picture of a recording', () => {
  const first = element('p', {}, [textNode('first')]);
  const many = Array.from({ length: 300 }, () =>
    mutation(2000, {
      adds: Array.from({ length: 100 }, () => ({ parentId: 4, nextId: null, node: element('i') })),
    }),
  );
  const last = mutation(2000, {
    adds: [{ parentId: first.id, nextId: null, node: textNode(' and second') }],
  });
  const between = [undefined, momentsOf(...page(0, [element('p', {}, [textNode('other')])]))(1)];

  it('is late once it has begun to become another one, though the first is wanted again', async () => {
    const at = momentsOf(...page(0, [first]), ...many, last);
    screen.want(at(1));
    await inTime();
    expect(words()).toBe('first');
    screen.want(at(3));
    expect(screen.late).toBe(true);
    screen.want(at(1));
    expect(isHonest()).toBe(true);
    await inTime();
    expect(words()).toBe('first');
  });

  it.each(between)('is late where it comes back from elsewhere, %#', async (elsewhere) => {
    const at = momentsOf(...page(0, [first]), ...many, last);
    screen.want(at(1));
    await inTime();
    screen.want(at(3));
    screen.want(elsewhere);
    screen.want(at(1));
    expect(isHonest()).toBe(true);
    await inTime();
    expect(words()).toBe('first');
  });

  it('is late while images of a later moment stand in it', async () => {
    const image = mutation(2000, {
      adds: [{ parentId: 4, nextId: null, node: element('img', { src: IMAGE }) }],
    });
    const at = momentsOf(...page(0, [first]), image, last);
    screen.want(at(1));
    await inTime();
    screen.want(at(3));
    expect(screen.late).toBe(true);
    screen.want(at(1));
    expect(isHonest()).toBe(true);
    await inTime();
    expect(words()).toBe('first');
  });

  it('is not late where nothing in sight has changed', async () => {
    const at = momentsOf(
      ...page(0, [first]),
      ...page(5000, [element('p', {}, [textNode('later')])]),
      ...many,
    );
    screen.want(at(1));
    await inTime();
    screen.want(at(6));
    expect(screen.late).toBe(true);
    screen.want(at(1));
    expect(screen.late).toBe(false);
    expect(words()).toBe('first');
  });

  it('is not built for every moment that one passes on the way back', async () => {
    const at = momentsOf(...page(0, [first]), ...many.slice(0, 30), last);
    screen.want(at(3));
    await inTime();
    const built = new Set<Element>();
    const watch = new MutationObserver(() => {
      for (const frame of host.querySelectorAll('iframe')) built.add(frame);
    });
    watch.observe(host, { childList: true, subtree: true });
    const start = performance.now();
    const pages = Array.from({ length: 40 }, (_, index) =>
      momentsOf(...page(0, [first]), ...page(1, [textNode(String(index))])),
    );
    for (const moment of pages) {
      screen.want(moment(1));
      await new Promise(requestAnimationFrame);
    }
    await inTime();
    watch.disconnect();
    expect(words()).toBe('39');
    expect(built.size).toBeLessThanOrEqual(3 + (performance.now() - start) / 80);
  });
});
