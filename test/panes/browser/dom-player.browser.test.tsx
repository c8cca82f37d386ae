import { userEvent } from 'vitest/browser';
import { describe, expect, it } from 'vitest';
import { countClockLooks, FEW_LOOKS } from './clock-looks.ts';
import { DomBench } from './dom-bench.tsx';
import { change, domLayers, element, mutation, page, recordingOf, textNode } from './dom-data.ts';
import { browserData } from './pane-data.ts';

const bench = new DomBench();
const open = (...events: readonly object[]): Promise<void> =>
  bench.open(browserData({ doms: domLayers(recordingOf(events)) }));
const adds = (...nodes: readonly object[]): object => ({
  adds: nodes.map((node) => ({ parentId: 4, nextId: null, node })),
});

describe('a recorded page', () => {
  it('is led by no name of a form', async () => {
    const names = [
      'images',
      'getAnimations',
      'head',
      'getRootNode',
      'documentElement',
      'createElement',
      'body',
    ];
    const forms = names.map((name) => element('form', { name }, [element('input', { name: 'getRootNode' })]));
    const host = element('section', {}, [element('b', {}, [], { isShadow: true })], { isShadowHost: true });
    await open(
      ...page(0, [...forms, ...names.map((name) => element('img', { name, id: name })), host]),
      mutation(500, adds(element('p', {}, [textNode('')]))),
      change(600, 3, { id: 1, x: 0, y: 10 }),
    );
    expect(await bench.at(1)).toMatchObject({ dom: 'dom-0' });
    expect(bench.page.querySelectorAll('p')).toHaveLength(1);
    expect(bench.page.querySelectorAll('form')).toHaveLength(names.length);
  });

  it('loses no time over additions that can stand nowhere', async () => {
    const text = textNode('x');
    const field = element('textarea', { value: 'x' }, [text]);
    const bad = [0, -5, 78, text.id, 4242].map((nextId) =>
      mutation(100, { adds: [{ parentId: 4, nextId, node: element('b') }] }),
    );
    await open(...page(0, [field, { type: 1, id: 78, name: 'html' }]), ...bad);
    const looks = countClockLooks();
    await bench.at(1);
    expect(bench.page.querySelectorAll('b')).toHaveLength(5);
    expect(looks()).toBeLessThan(FEW_LOOKS);
  });

  it('loses no time over what it could not build before', async () => {
    // Its field stands in the place of what rrweb calls.
    const form = element('form', {}, [element('input', { name: 'childNodes' })]);
    const lost = element('u');
    const bad = Array.from({ length: 4 }, () =>
      mutation(200, { adds: [{ parentId: 4, nextId: lost.id, node: element('b') }] }),
    );
    const fails = mutation(100, { removes: [{ parentId: 4, id: form.id }], ...adds(lost) });
    await open(...page(0, [form]), fails, ...bad);
    const looks = countClockLooks();
    await bench.at(1);
    expect(bench.page.querySelectorAll('b')).toHaveLength(4);
    expect(looks()).toBeLessThan(FEW_LOOKS);
  });

  it('has a modal dialog that was opened later above all else, until it is closed', async () => {
    const dialog = element('dialog', {}, [textNode('really?')]);
    const set = (time: number, attributes: object): object =>
      mutation(time, { attributes: [{ id: dialog.id, attributes }] });
    await open(
      ...page(0, [dialog]),
      set(1000, { open: '', rr_open_mode: 'modal' }),
      set(2000, { open: null }),
      set(3000, { open: '', rr_open_mode: 'non-modal' }),
    );
    const position = async (seconds: number): Promise<string> => {
      await bench.at(seconds);
      const found = bench.page.querySelector('dialog');
      return found?.open ? getComputedStyle(found).position : 'closed';
    };
    expect([await position(0.5), await position(1.5), await position(2.5), await position(3.5)]).toEqual([
      'closed',
      'fixed',
      'closed',
      'absolute',
    ]);
    expect(await position(1.5)).toBe('fixed');
  });

  it('has a style sheet that was loaded ahead', async () => {
    const link = element('link', { rel: 'preload', as: 'style', href: 'https://example.org/x.css' });
    await open(
      ...page(0, [element('p', {}, [textNode('x')])], { head: [link] }),
      mutation(500, { attributes: [{ id: link.id, attributes: { rel: 'stylesheet' } }] }),
      mutation(600, { attributes: [{ id: link.id, attributes: { _cssText: 'p{color:rgb(1,2,3)}' } }] }),
    );
    await bench.at(1);
    expect(getComputedStyle(bench.page.querySelector('p') ?? bench.place).color).toBe('rgb(1, 2, 3)');
  });

  it('goes on where a removal names another parent', async () => {
    const [inner, other] = [element('b'), element('i')];
    await open(
      ...page(0, [element('div', {}, [inner]), other]),
      mutation(100, { removes: [{ parentId: other.id, id: inner.id }], ...adds(element('u')) }),
    );
    await bench.at(1);
    expect(bench.page.querySelectorAll('b')).toHaveLength(0);
    expect(bench.page.querySelectorAll('u')).toHaveLength(1);
  });

  it('without a document is said to be broken, by the name of its file', async () => {
    await open(page(0, [])[0] ?? {}, { type: 2, timestamp: 0, data: { node: element('p') } });
    expect(await bench.at(1)).toMatchObject({ dom: null });
    expect(bench.place.querySelector('[role=alert]')?.textContent).toContain(
      'dom.json cannot be read as rrweb: a full snapshot in it holds no document.',
    );
  });

  it('says that it is not read for messages on a console', async () => {
    const payload = { level: 'error', payload: ['"it broke"'] };
    await open(...page(0, []), { type: 6, timestamp: 9, data: { plugin: 'rrweb/console@1', payload } });
    await userEvent.click(
      [...bench.place.querySelectorAll('[role=tab]')].find((tab) => tab.textContent === 'Console') ??
        bench.place,
    );
    expect(bench.place.querySelector('[role=tabpanel]')?.textContent).toMatch(/not read for messages/);
  });
});
