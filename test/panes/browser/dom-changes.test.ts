import { describe, expect, it } from 'vitest';
import { cleanCss } from '../../../src/panes/browser/clean-css.ts';
import { DomCleaner } from '../../../src/panes/browser/dom-cleaner.ts';
import { after, cleaned, type Any } from './cleaned.ts';
import { additions, change, element, mutation, page, textNode, type TestNode } from './dom-data.ts';
import { domVectors } from './dom-vectors.ts';

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

  it.each([0, -5, 1.5, 5, 77_777])('are placed last where they are to stand before %j', (nextId) => {
    const text = textNode('of a field');
    const body = [element('textarea', { value: 'x' }, [text]), { type: 1, id: 78, name: 'html' }];
    for (const id of [nextId, text.id, 78]) {
      const adds = [{ parentId: 4, nextId: id, node: element('b') }];
      expect(after(body, mutation(0, { adds }))).toMatchObject({ adds: [{ parentId: 4, nextId: null }] });
    }
  });

  it('are placed beside what stands there, and not what stands elsewhere', () => {
    const [inner, other] = [element('i'), element('u')];
    const outer = element('div', {}, [inner]);
    const places = (nextId: number, previousId: number) =>
      after(
        [outer, other],
        mutation(0, { adds: [{ parentId: 4, nextId, previousId, node: element('b') }] }),
      )?.['adds'];
    expect(places(other.id, outer.id)).toMatchObject([{ nextId: other.id, previousId: outer.id }]);
    const [lost] = places(inner.id, inner.id) as readonly Any[];
    expect(lost).toMatchObject({ nextId: null });
    expect(lost).not.toHaveProperty('previousId');
  });

  it('of legacy recorders may name one that comes later', () => {
    const adds = [{ parentId: 4, nextId: -1, node: element('b') }];
    expect(after([], mutation(0, { adds }))).toMatchObject({ adds: [{ nextId: -1 }] });
  });

  it('end at a depth, also where they come node by node', () => {
    const nodes = Array.from({ length: 1000 }, () => element('b'));
    const adds = nodes.map((node, index) => ({ parentId: nodes[index - 1]?.id ?? 4, nextId: null, node }));
    const { adds: placed } = after([], mutation(0, { adds })) ?? {};
    expect(placed).toHaveLength(398);
  });

  it('take a node away from where it is, wherever they say it was', () => {
    const inner = element('p', {}, [], { isShadow: true });
    const outer = element('div', {}, [inner], { isShadowHost: true });
    const removes = [{ parentId: 4, id: inner.id }];
    expect(after([outer], mutation(0, { removes }))?.['removes']).toEqual([
      { parentId: outer.id, id: inner.id, isShadow: true },
    ]);
  });

  it('take a node away before they add it again', () => {
    const inner = element('p');
    const [outer, other] = [element('div', {}, [inner]), element('i')];
    const adds = [
      { parentId: other.id, nextId: null, node: outer },
      { parentId: outer.id, nextId: null, node: inner },
      { parentId: inner.id, nextId: null, node: outer },
    ];
    expect(after([outer, other], mutation(0, { adds }))).toMatchObject({
      removes: [{ parentId: 4, id: outer.id }],
      adds: [
        { parentId: other.id, node: { id: outer.id, childNodes: [] } },
        { parentId: outer.id, node: { id: inner.id } },
      ],
    });
  });

  it('ask for nothing that could not be built', () => {
    const cleaner = new DomCleaner(cleanCss);
    const lost = element('p', {}, [element('b')]);
    for (const { type, data } of page(0, [lost])) cleaner.clean({ type, data: data as Any });
    cleaner.keepOnly((id) => id !== lost.id);
    const { data } = mutation(0, { adds: [{ parentId: 4, nextId: lost.id, node: element('i') }] });
    expect(cleaner.clean({ type: 3, data: data as Any })?.data).toMatchObject({ adds: [{ nextId: null }] });
  });

  it('replace a style sheet at once, however they say it is done', () => {
    for (const way of ['replace', 'replaceSync']) {
      const replaced = after([], change(0, 8, { styleId: 1, [way]: 'a{}' }));
      expect(replaced).toMatchObject({ replaceSync: 'a{}' });
      expect(replaced).not.toHaveProperty('replace');
    }
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
