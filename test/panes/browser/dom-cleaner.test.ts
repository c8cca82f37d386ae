import { describe, expect, it } from 'vitest';
import { cleanCss } from '../../../src/panes/browser/clean-css.ts';
import { DomCleaner } from '../../../src/panes/browser/dom-cleaner.ts';
import { after, body, type Any } from './cleaned.ts';
import { change, element, mutation, page, textNode, type TestNode } from './dom-data.ts';

const built = (node: TestNode): unknown[] => {
  const [first] = body(node);
  return [first?.['tagName'], first?.['attributes']];
};

describe('elements', () => {
  it.each([
    ['script', 'noscript'],
    ['SCRIPT', 'noscript'],
    ['base', 'noscript'],
    ['meta', 'noscript'],
    ['template', 'noscript'],
    ['iframe', 'div'],
    ['object', 'div'],
    ['embed', 'div'],
    ['portal', 'div'],
    ['frameset', 'div'],
    ['animate', 'span'],
    ['set', 'span'],
    ['feimage', 'span'],
    ['made-up', 'made-up'],
    ['madeup', 'span'],
    ['marquee', 'span'],
    ['canvas', 'canvas'],
  ])('%s becomes %s', (tag, name) => {
    expect(built(element(tag))[0]).toBe(name);
  });

  it('keep their number, so that later events find them', () => {
    const script = element('script', {}, [textNode('x')]);
    expect(body(script)[0]).toMatchObject({ id: script.id, childNodes: [{ type: 3 }] });
  });

  it('are new objects: nothing of the recording is written to', () => {
    const node = element('p', { class: 'a' });
    const [clean] = body(node);
    expect(clean).not.toBe(node);
    expect(clean?.['attributes']).not.toBe(node['attributes']);
  });

  it('a link to a style sheet is that sheet, and an empty one until it comes', () => {
    expect(built(element('link', { rel: 'stylesheet', href: 'https://a.example/x.css' }))).toEqual([
      'style',
      {},
    ]);
    expect(built(element('link', { _cssText: 'a{}', rel: 'preload' }))).toEqual([
      'style',
      { _cssText: 'a{}' },
    ]);
    // Pages load sheets ahead, and make style sheets of them then.
    expect(built(element('link', { rel: 'preload', as: 'style', href: 'https://a.example' }))).toEqual([
      'style',
      {},
    ]);
  });

  it('a canvas is the picture that was taken of it', () => {
    const image = 'data:image/png;base64,AA';
    expect(built(element('canvas', { rr_dataURL: image, width: 9 }))).toEqual([
      'img',
      { src: image, width: '9' },
    ]);
    expect(built(element('canvas', { rr_dataURL: 'https://a.example' }))).toEqual(['canvas', {}]);
  });

  it('hang shadow trees on those only that can bear one', () => {
    expect(body(element('div', {}, [], { isShadowHost: true }))[0]).toMatchObject({ isShadowHost: true });
    expect(body(element('img', {}, [], { isShadowHost: true }))[0]).not.toHaveProperty('isShadowHost');
  });

  it('too deep, or without a number, are left out', () => {
    let deep = element('b');
    for (let depth = 0; depth < 2000; depth += 1) deep = element('p', {}, [deep]);
    expect(() => JSON.stringify(body(deep))).not.toThrow();
    expect(body({ ...element('p'), id: -3 }, { type: 0, id: 77 }, { type: 2, id: 1.5 })).toEqual([]);
  });
});

describe('attributes', () => {
  it.each([
    [{ onclick: 'alert(1)', ONLOAD: 'alert(1)', onmade_up: 'x' }, {}],
    [{ src: 'https://a.example/x', srcset: 'x 2x', rr_src: 'x', poster: '//x' }, {}],
    [{ src: 'data:image/png;base64,AA' }, { src: 'data:image/png;base64,AA' }],
    [
      {
        srcdoc: 'x',
        action: 'x',
        formaction: 'x',
        ping: 'x',
        target: '_top',
        background: 'x',
        autofocus: true,
      },
      {},
    ],
    [{ 'http-equiv': 'refresh', manifest: 'x', is: 'x', contenteditable: true, popover: '' }, {}],
    [
      { class: 'a', id: 'b', 'data-x': 'c', 'aria-label': 'd', '_ngcontent-abc-1': '', hidden: true },
      {
        class: 'a',
        id: 'b',
        'data-x': 'c',
        'aria-label': 'd',
        '_ngcontent-abc-1': '',
        hidden: true,
      },
    ],
    [{ style: 'background:url(https://a.example)' }, { style: 'background:url("data:,")' }],
    [{ fill: 'url(https://a.example#x)' }, { fill: 'url("data:,")' }],
    [
      { rr_width: '3px', rr_height: 'url(x)', rr_scrollTop: 4, rr_mediaState: 'played' },
      { rr_width: '3px', rr_scrollTop: 4 },
    ],
    [
      { title: 'C:\\temp url(x)', value: 'C:\\temp' },
      { title: 'C:\\temp url(x)', value: 'C:\\temp' },
    ],
  ])('%j becomes %j', (attributes, expected) => {
    expect(built(element('div', attributes))[1]).toEqual(expected);
  });

  it('of a link are its address, to be read', () => {
    expect(built(element('a', { href: 'https://a.example/' }))[1]).toEqual({
      'data-href': 'https://a.example/',
    });
    expect(built(element('a', { HREF: ' javascript:alert(1)' }))[1]).toEqual({});
    expect(built(element('use', { href: '#a', 'xlink:href': 'x.svg#a' }))[1]).toEqual({ href: '#a' });
  });

  it('name nothing that would stand in the place of what a document has', () => {
    for (const tag of ['form', 'img', 'FORM', 'canvas'])
      expect(built(element(tag, { name: 'images', id: 'a' }))[1]).toEqual({ id: 'a' });
    expect(built(element('input', { name: 'images' }))[1]).toEqual({ name: 'images' });
    const form = element('form');
    const later = mutation(0, { attributes: [{ id: form.id, attributes: { NAME: 'head' } }] });
    expect(after([form], later)?.['attributes']).toEqual([{ id: form.id, attributes: {} }]);
  });

  it('of a dialog above all else say so, for as long as it is open', () => {
    const dialog = element('dialog', { rr_open_mode: 'modal', open: '' });
    expect(built(dialog)[1]).toEqual({ 'data-rr-open-mode': 'modal', open: '' });
    const later = (attributes: object) =>
      after([dialog], mutation(0, { attributes: [{ id: dialog.id, attributes }] }))?.['attributes'];
    const now = (attributes: object) => [{ id: dialog.id, attributes }];
    expect(later({ open: '', rr_open_mode: 'modal' })).toEqual(
      now({ open: '', 'data-rr-open-mode': 'modal' }),
    );
    expect(later({ open: '', rr_open_mode: 'non-modal' })).toEqual(
      now({ open: '', 'data-rr-open-mode': null }),
    );
    expect(later({ open: null })).toEqual(now({ open: null, 'data-rr-open-mode': null }));
  });

  it('that change later are treated the same', () => {
    const [link, secret] = [element('a'), element('input', { type: 'password' })];
    const changes = (id: number, attributes: object) =>
      after([link, secret], mutation(0, { attributes: [{ id, attributes }] }))?.['attributes'];
    expect(
      changes(link.id, {
        href: '/x',
        onclick: 'y',
        style: { top: 'url(x)', left: ['1px', 'important'], right: false },
      }),
    ).toEqual([
      {
        id: link.id,
        attributes: {
          'data-href': '/x',
          style: { top: 'url("data:,")', left: ['1px', 'important'], right: false },
        },
      },
    ]);
    expect(changes(secret.id, { value: 'hunter2', type: 'text' })).toEqual([
      { id: secret.id, attributes: { value: '•••', type: 'text' } },
    ]);
    expect(changes(4242, { class: 'x' })).toEqual([]);
  });
});

describe('secrets', () => {
  const secret = element('input', { type: 'password', value: 'hunter2' });

  it('are masked where they stand and where they are typed', () => {
    expect(JSON.stringify(body(secret))).not.toContain('hunter2');
    expect(after([secret], change(0, 5, { id: secret.id, text: 'hunter2' }))).toMatchObject({ text: '•••' });
    expect(after([secret], change(0, 5, { id: secret.id, text: '' }))).toMatchObject({ text: '' });
  });

  it('stay so when the page shows them for a moment', () => {
    const cleaner = new DomCleaner(cleanCss);
    const shows = mutation(0, { attributes: [{ id: secret.id, attributes: { type: 'text' } }] });
    const typed = change(0, 5, { id: secret.id, text: 'hunter2' });
    const all = [...page(0, [secret]), shows, typed].map(({ type, data }) =>
      cleaner.clean({ type, data: data as Any }),
    );
    expect(JSON.stringify(all)).not.toContain('hunter2');
  });
});
