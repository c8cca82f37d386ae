import { describe, expect, it } from 'vitest';
import { cleanCss } from '../../../src/panes/browser/clean-css.ts';
import { DomCleaner } from '../../../src/panes/browser/dom-cleaner.ts';
import { additions, change, element, mutation, page, textNode, type TestNode } from './dom-data.ts';
import { domVectors } from './dom-vectors.ts';

type Any = Readonly<Record<string, unknown>>;

function cleaned(events: readonly { readonly type: number; readonly data: object }[]): readonly unknown[] {
  const cleaner = new DomCleaner(cleanCss);
  return events.map(({ type, data }) => cleaner.clean({ type, data: data as Any }));
}

/** The nodes below the body, after cleaning. */
function body(...nodes: readonly TestNode[]): readonly Any[] {
  const [, full] = cleaned(page(0, nodes)) as [unknown, { data: { node: Any } }];
  const below = (node: Any | undefined): readonly Any[] => (node?.['childNodes'] ?? []) as readonly Any[];
  return below(below(below(full.data.node)[1])[1]);
}

/** What a change becomes on a page with these nodes. */
function after(
  nodes: readonly TestNode[],
  event: { readonly type: number; readonly data: object },
): Any | undefined {
  const last = cleaned([...page(0, nodes), event]).at(-1) as { data: Any } | undefined;
  return last?.data;
}

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
    expect(built(element('link', { rel: 'prefetch', href: 'https://a.example' }))).toEqual(['noscript', {}]);
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

describe('changes', () => {
  it('stand in an order in which each can be made', () => {
    const [first, second, inner] = [element('p'), element('p'), element('b')];
    const adds = [
      { parentId: first.id, nextId: null, node: inner },
      { parentId: 4, nextId: second.id, node: first },
      { parentId: 4, nextId: null, node: second },
    ];
    const placed = after([], mutation(0, { adds }))?.['adds'] as readonly { node: { id: number } }[];
    expect(placed.map(({ node }) => node.id)).toEqual([second.id, first.id, inner.id]);
  });

  it('wait for nothing that never comes', () => {
    const [a, b, lost] = [element('p'), element('p'), element('p')];
    const adds = [
      { parentId: 4, nextId: b.id, node: a },
      { parentId: 4, nextId: a.id, node: b },
      { parentId: 999_999, nextId: null, node: lost },
    ];
    const placed = after([], mutation(0, { adds }))?.['adds'] as readonly {
      nextId: unknown;
      node: { id: number };
    }[];
    expect(placed.map(({ node, nextId }) => [node.id, nextId])).toEqual([
      [a.id, null],
      [b.id, a.id],
    ]);
    const sheets = change(0, 15, { id: 1, styleIds: [1, 2], styles: [{ styleId: 2, rules: [] }] });
    expect(after([], sheets)).toMatchObject({ styleIds: [2] });
  });

  it('name no node that was taken away', () => {
    const outer = element('div', {}, [element('p')]);
    const inner = (outer['childNodes'] as readonly TestNode[])[0];
    const removal = mutation(0, {
      removes: [
        { parentId: 4, id: outer.id },
        { parentId: 4, id: outer.id },
      ],
      adds: [{ parentId: 4, nextId: inner?.id, node: element('b') }],
    });
    expect(after([outer], removal)).toMatchObject({ removes: [{ id: outer.id }], adds: [{ nextId: null }] });
  });

  it('put no document into another', () => {
    const frame = element('iframe');
    const inner = { type: 0, id: 900, childNodes: [] };
    expect(after([frame], mutation(0, { adds: additions(frame.id, inner) }))).toMatchObject({ adds: [] });
  });

  it.each([1, 2, 3, 6, 7, 9, 10, 11, 12, 16, 99])('of source %i are none of rrweb’s business', (source) => {
    expect(after([], change(0, source, { id: 4, positions: [], args: [] }))).toBeUndefined();
  });

  it('of malformed events harm nobody', () => {
    for (const value of [null, 3, 'x', [], [null], {}, { id: {} }])
      for (let source = 0; source < 17; source += 1)
        for (const name of [
          'adds',
          'removes',
          'texts',
          'attributes',
          'styles',
          'styleIds',
          'ranges',
          'set',
          'id',
        ])
          expect(() => after([], change(0, source, { [name]: value }))).not.toThrow();
    expect(() =>
      cleaned([
        { type: 2, data: { node: null } },
        { type: 3, data: {} },
      ]),
    ).not.toThrow();
  });
});

describe('vectors', () => {
  it('leave no address of the server that they are aimed at, but to be read', () => {
    for (const vector of domVectors('https://canary.example')) {
      if (!('events' in vector)) continue;
      const text = JSON.stringify(cleaned(vector.events as Parameters<typeof cleaned>[0]));
      expect(text.replace(/"data-(?:src|href)":"[^"]*"/g, '')).not.toMatch(/canary|alert/);
    }
  });
});
