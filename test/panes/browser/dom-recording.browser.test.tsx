import axe from 'axe-core';
import { userEvent } from 'vitest/browser';
import { describe, expect, it, vi } from 'vitest';
import type { BrowserData } from '../../../src/panes/browser/browser-data.ts';
import type { BrowserEvent } from '../../../src/trace/layers.ts';
import { countClockLooks, FEW_LOOKS } from './clock-looks.ts';
import { DomBench } from './dom-bench.tsx';
import { change, domLayers, element, mutation, page, recordingOf, textNode } from './dom-data.ts';
import { browserData } from './pane-data.ts';

const bench = new DomBench();

describe('a recording by itself', () => {
  it('tells tab, address, history and what was done', async () => {
    const field = element('input', { type: 'text', 'aria-label': 'Search', id: 'q' });
    const secret = element('input', { type: 'password', 'aria-label': 'Password', value: 'old' });
    const button = element('button', {}, [textNode('Go')]);
    await bench.open(
      browserData({
        doms: domLayers(
          recordingOf([
            ...page(1000, [field, secret, button], { head: [element('title', {}, [textNode('Home')])] }),
            change(2000, 5, { id: field.id, text: 'p', isChecked: false }),
            change(2500, 5, { id: field.id, text: 'pl', isChecked: false }),
            change(3000, 5, { id: secret.id, text: 'hunter2', isChecked: false }),
            change(4000, 2, { type: 2, id: button.id, x: 400, y: 200 }),
            ...page(6000, [element('p', {}, [textNode('second')])], { href: 'https://example.org/two' }),
          ]),
        ),
      }),
    );
    expect(await bench.at(0)).toMatchObject({ tabs: 0, url: null, dom: null });
    expect(bench.place.textContent).toContain('No tab is open.');
    expect(await bench.at(1.5)).toEqual({
      tabs: 1,
      url: 'https://example.org/',
      title: 'Home',
      snapshot: null,
      dom: 'dom-0',
      requests: 0,
      console: 0,
    });
    await bench.at(2.7);
    expect(bench.page.querySelector<HTMLInputElement>('#q')?.value).toBe('pl');
    await bench.at(2.2);
    expect(bench.page.querySelector<HTMLInputElement>('#q')?.value).toBe('p');
    await bench.at(3.5);
    expect(bench.page.querySelector<HTMLInputElement>('[type=password]')?.value).toBe('•••');
    await bench.at(4.5);
    const mark = bench.place.querySelector('span[class*=click]')?.getBoundingClientRect();
    const sight = bench.frame?.getBoundingClientRect();
    expect((mark?.x ?? 0) + (mark?.width ?? 0) / 2).toBeCloseTo((sight?.x ?? 0) + (sight?.width ?? 0) / 2, 0);
    expect(bench.place.querySelector('[aria-label="Actions in the tab"]')?.textContent).toMatch(
      /Type into Search.*Type into Password.*•••.*Click Go/,
    );
    expect(await bench.at(7)).toMatchObject({ url: 'https://example.org/two', dom: 'dom-0' });
    expect(bench.words).toBe('second');
    expect(bench.place.querySelector('[aria-label="History of the tab"]')?.textContent).toContain('Home');
    expect(document.documentElement.outerHTML + bench.page.documentElement.outerHTML).not.toContain(
      'hunter2',
    );
  });

  it('is a picture: nothing of it takes the focus or the pointer', async () => {
    const link = element('a', { href: 'https://example.org/two' }, [textNode('two')]);
    const events = page(0, [link, element('input', { autofocus: true })]);
    await bench.open(
      browserData({ doms: domLayers(recordingOf([...events, change(10, 2, { type: 5, id: link.id })])) }),
    );
    await bench.at(1);
    expect(bench.frame?.getAttribute('sandbox')).toBe('allow-same-origin');
    expect(bench.frame?.title).toBe('Page: https://example.org/');
    expect(getComputedStyle(bench.frame ?? bench.place).pointerEvents).toBe('none');
    expect(document.activeElement).toBe(document.body);
    for (let presses = 0; presses < 12; presses += 1) {
      await userEvent.keyboard('{Tab}');
      expect(document.activeElement).not.toBe(bench.frame);
    }
    expect(bench.page.querySelector('a')?.outerHTML).toBe('<a data-href="https://example.org/two">two</a>');
  });

  it('stands under the policy of its frame, though the document was opened anew, and images outside of it do too', async () => {
    await bench.open(browserData({ doms: domLayers(recordingOf(page(0, []))) }));
    await bench.at(1);
    const violations: string[] = [];
    bench.page.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      violations.push(`${effectiveDirective} ${blockedURI}`),
    );
    // The element that brought the policy is gone with the document that it stood in.
    expect(bench.page.querySelector('meta')).toBeNull();
    const image = bench.page.createElement('img');
    const url = new URL('/never.png', location.href).href;
    const failed = new Promise((resolve) => image.addEventListener('error', resolve, { once: true }));
    image.src = url;
    await failed;
    await vi.waitFor(() => expect(violations).toEqual([`img-src ${url}`]));
    expect(performance.getEntriesByName(url)).toEqual([]);
    bench.forgiveComplaints();
  });

  it('stands still: no animation, no gliding, no scrolling by itself', async () => {
    const css =
      '@keyframes in{from{opacity:0}to{opacity:1}}@keyframes turn{to{rotate:1turn}}' +
      'html{scroll-behavior:smooth}p{animation:in 60s both}b{animation:turn 1s infinite}div{height:9000px;transition:all 60s}';
    const shadow = element(
      'section',
      {},
      [
        element('style', {}, [textNode(css)], { isShadow: true }),
        element('p', {}, [textNode('within')], { isShadow: true }),
      ],
      { isShadowHost: true },
    );
    const body = [
      element('style', {}, [textNode(css)]),
      element('p', {}, [textNode('x')]),
      element('b'),
      shadow,
      element('div'),
    ];
    await bench.open(
      browserData({
        doms: domLayers(recordingOf([...page(0, body), change(500, 3, { id: 1, x: 0, y: 700 })])),
      }),
    );
    await bench.at(1);
    const opacity = (element: Element | null | undefined): string | undefined =>
      element ? getComputedStyle(element).opacity : undefined;
    expect(opacity(bench.page.querySelector('p'))).toBe('1');
    expect(opacity(bench.page.querySelector('section')?.shadowRoot?.querySelector('p'))).toBe('1');
    expect(bench.page.getAnimations().filter(({ playState }) => playState === 'running')).toEqual([]);
    expect(bench.frame?.contentWindow?.scrollY).toBe(700);
    await bench.at(0.2);
    expect(bench.frame?.contentWindow?.scrollY).toBe(0);
  });

  it('follows the size of its window', async () => {
    await bench.open(
      browserData({
        doms: domLayers(recordingOf([...page(0, []), change(2000, 4, { width: 300, height: 600 })])),
      }),
    );
    await bench.at(1);
    expect([bench.frame?.offsetWidth, bench.frame?.offsetHeight]).toEqual([800, 400]);
    await bench.at(3);
    expect([bench.frame?.offsetWidth, bench.frame?.offsetHeight]).toEqual([300, 600]);
    await bench.at(1);
    expect([bench.frame?.offsetWidth, bench.frame?.offsetHeight]).toEqual([800, 400]);
  });

  it('waits for its images, since what is scrolled to depends on them', async () => {
    const svg = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='10' height='5000'/>";
    const body = [element('img', { src: svg }), element('img', { src: 'https://example.org/x.png' })];
    await bench.open(
      browserData({
        doms: domLayers(recordingOf([...page(0, body), change(500, 3, { id: 1, x: 0, y: 4000 })])),
      }),
    );
    await bench.at(1);
    expect(bench.frame?.contentWindow?.scrollY).toBe(4000);
  });

  it('passes over what does not fit it, and shows the rest', async () => {
    const p = element('p', {}, [textNode('here')]);
    const after = element('i', {}, [textNode('more')]);
    const events = [
      ...page(0, [p]),
      mutation(100, {
        adds: [{ parentId: 4, nextId: 77_777, node: element('b', {}, [], {}) }],
        removes: [{ id: 9999, parentId: 4 }],
      }),
      change(200, 15, { id: 1, styles: [], styleIds: [5] }),
      mutation(300, {
        adds: [{ parentId: 4, nextId: null, node: after }],
        attributes: [{ id: 424242, attributes: { class: 'x' } }],
      }),
    ];
    await bench.open(browserData({ doms: domLayers(recordingOf(events)) }));
    const looks = countClockLooks();
    await bench.at(1);
    expect(bench.page.querySelectorAll('b, i')).toHaveLength(2);
    expect(looks()).toBeLessThan(FEW_LOOKS);
  });

  it('is led by no name of a field', async () => {
    const names = ['parentNode', 'nodeType', 'getAttribute', 'setAttribute', 'scrollTo', 'classList'];
    const fields = names.map((name) => element('input', { name }));
    const form = element('form', {}, fields);
    const events = [
      ...page(0, [form]),
      change(100, 2, { type: 1, id: fields[0]?.id, x: 1, y: 1 }),
      change(200, 3, { id: form.id, x: 0, y: 5 }),
    ];
    await bench.open(browserData({ doms: domLayers(recordingOf(events)) }));
    expect(await bench.at(1)).toMatchObject({ dom: 'dom-0' });
    expect(bench.page.querySelector('form.\\:hover > input.\\:hover')).not.toBeNull();
    await bench.at(0.05);
    expect(bench.page.querySelector('.\\:hover')).toBeNull();
  });

  it('that cannot be built is said to be broken, and holds nobody', async () => {
    const [meta, full] = page(0, []);
    const node = { type: 0, id: 1, childNodes: [element('html'), element('html')] };
    await bench.open(
      browserData({ doms: domLayers(recordingOf([meta ?? {}, { ...full, data: { node } }])) }),
    );
    expect(await bench.at(1)).toMatchObject({ dom: null });
    expect(bench.problem).toMatchObject({ code: 'format-broken' });
    expect(bench.place.querySelector('[role=alert]')?.textContent).toContain('cannot be read as rrweb');
  });
});

describe('a recording beside browser events', () => {
  const events: readonly BrowserEvent[] = [
    { t: 0, type: 'tab_opened', tab: 'a' },
    { t: 0, type: 'navigated', tab: 'a', url: 'https://example.org/#top', title: 'Home' },
    { t: 4, type: 'navigated', tab: 'a', url: 'https://example.org/later', same_document: true },
    { t: 6, type: 'navigated', tab: 'a', url: 'https://other.example/' },
    { t: 6, type: 'snapshot', tab: 'a', url: 'https://other.example/', path: 'other.html' },
  ];
  const data = (): BrowserData =>
    browserData({
      events,
      pages: { 'other.html': '<p>other' },
      doms: domLayers(recordingOf(page(2000, [element('p', {}, [textNode('recorded')])]))),
    });

  it('shows where it is of the page in front, and else the snapshot', async () => {
    await bench.open(data());
    expect(await bench.at(1)).toMatchObject({ dom: null, snapshot: null, title: 'Home' });
    expect(bench.place.textContent).toContain('The page is not recorded yet.');
    await userEvent.click(
      [...bench.place.querySelectorAll('button')].find((button) =>
        button.textContent.startsWith('Recorded at'),
      ) ?? bench.place,
    );
    await bench.clock.settled();
    expect(bench.shown).toMatchObject({ dom: 'dom-0', snapshot: null, tabs: 1 });
    expect(await bench.at(5)).toMatchObject({ dom: 'dom-0', url: 'https://example.org/later' });
    expect(await bench.at(7)).toMatchObject({ dom: null, snapshot: 'other.html' });
    expect(bench.frame?.getAttribute('sandbox')).toBe('');
    expect(await bench.at(3)).toMatchObject({ dom: 'dom-0', snapshot: null });
    expect(bench.words).toBe('recorded');
  });

  it.each(['dark', 'light'])('can be used by everybody, %s', async (theme) => {
    document.documentElement.dataset['theme'] = theme;
    await bench.open(data());
    for (const time of [1, 3, 7]) {
      await bench.at(time);
      const { violations } = await axe.run(bench.place, { iframes: false });
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    }
  });
});
