import { describe, expect, it } from 'vitest';
import { atOnce } from '../../src/base/slices.ts';
import { fromSeconds } from '../../src/base/time.ts';
import { domActions } from '../../src/trace/dom-actions.ts';
import { change, full, meta, node, read } from './rrweb-data.ts';

describe('actions', () => {
  const body = [
    {
      ...node(20, 'label', { for: 'mail' }, 'E-mail  address'),
    },
    node(21, 'input', { id: 'mail', type: 'email' }),
    node(23, 'input', { type: 'password', name: 'pin' }),
    node(24, 'input', { type: 'checkbox', 'aria-label': 'Stay' }),
    node(25, 'input', { type: 'radio', name: 'r' }),
    { ...node(26, 'button'), childNodes: [node(27, 'span', {}, 'Send it')] },
    node(28, 'select', { name: 'size' }),
    node(29, 'input', { name: 'starred' }),
  ];
  const acts = (...events: readonly object[]) =>
    read([meta(0), full(1, body), ...events]).recording.actions.items.map(({ time, event }) => ({
      ...event,
      t: time / 1000,
    }));

  it('begin with a tab and the visit', () => {
    expect(acts()).toEqual([
      { t: 0, tab: 'page', type: 'tab_opened' },
      { t: 0, tab: 'page', type: 'navigated', url: 'https://example.org/' },
    ]);
  });

  it('name what was pressed, and where', () => {
    expect(acts(change(9, 2, { type: 2, id: 27, x: 4, y: 5 })).at(-1)).toEqual({
      t: 9,
      tab: 'page',
      type: 'click',
      target: { tag: 'button', name: 'Send it' },
      x: 4,
      y: 5,
    });
    expect(acts(change(9, 2, { type: 1, id: 27, x: 4, y: 5 }))).toHaveLength(2);
    expect(acts(change(9, 2, { type: 2, id: 999, x: 4, y: 5 }))).toHaveLength(2);
  });

  it('tell what was typed and chosen, secrets never', () => {
    const typed = acts(
      change(1, 5, { id: 21, text: 'a@b', isChecked: false }),
      change(2, 5, { id: 23, text: 'hunter2', isChecked: false }),
      change(3, 5, { id: 24, text: 'on', isChecked: true }),
      change(4, 5, { id: 25, text: 'on', isChecked: false }),
      change(5, 5, { id: 28, text: 'XL', isChecked: false }),
      change(6, 5, { id: 29, text: '*****', isChecked: false }),
      change(7, 5, { id: 21, text: 'by a script', isChecked: false, userTriggered: false }),
    ).slice(2);
    expect(typed).toEqual([
      {
        t: 1,
        tab: 'page',
        type: 'input',
        target: { tag: 'input', name: 'E-mail address', selector: '#mail', input_type: 'email' },
        value: 'a@b',
      },
      {
        t: 2,
        tab: 'page',
        type: 'input',
        target: { tag: 'input', name: 'pin', input_type: 'password' },
        masked: true,
      },
      {
        t: 3,
        tab: 'page',
        type: 'change',
        target: { tag: 'input', name: 'Stay', input_type: 'checkbox' },
        value: 'checked',
      },
      { t: 5, tab: 'page', type: 'change', target: { tag: 'select', name: 'size' }, value: 'XL' },
      { t: 6, tab: 'page', type: 'input', target: { tag: 'input', name: 'starred' }, masked: true },
    ]);
    expect(JSON.stringify(typed)).not.toContain('hunter2');
  });

  it('keep a password secret while the page shows it', () => {
    const attributes = [{ id: 23, attributes: { type: 'text' } }];
    const shows = change(2, 0, { adds: [], removes: [], texts: [], attributes });
    expect(acts(shows, change(3, 5, { id: 23, text: 'hunter2' })).at(-1)).toMatchObject({ masked: true });
  });

  it('follow the page as it changes', () => {
    const adds = [
      { parentId: 6, nextId: null, node: node(40, 'a', { href: '/x' }) },
      { parentId: 40, nextId: null, node: { type: 3, id: 41, textContent: 'New link' } },
    ];
    const changes = change(2, 0, {
      adds,
      removes: [{ parentId: 6, id: 26 }],
      texts: [],
      attributes: [],
    });
    const clicks = acts(changes, change(3, 2, { type: 2, id: 40 }), change(4, 2, { type: 2, id: 27 })).slice(
      2,
    );
    expect(clicks).toMatchObject([{ type: 'click', target: { tag: 'a', name: 'New link' } }]);
  });
});

describe('recordings that nobody made', () => {
  const click = (id: number) => change(1, 2, { type: 2, id, x: 1, y: 1 });
  const text = (id: number, textContent: string) => ({ type: 3, id, textContent });
  const snapshot = (root: object) => ({ type: 2, timestamp: meta(0).timestamp, data: { node: root } });

  it.each([
    ['a document with the number of nothing', [snapshot({ type: 0, id: 0, childNodes: [] })], 0],
    [
      'a child with the number of its parent',
      [full(0, [{ ...node(10, 'b'), childNodes: [node(10, 'i')] }])],
      10,
    ],
    [
      'a node that is put into itself',
      [full(0, [node(10, 'b')]), change(0, 0, { adds: [{ parentId: 10, node: node(10, 'b') }] })],
      10,
    ],
    [
      'a node that is put into one within it',
      [
        full(0, [{ ...node(10, 'b'), childNodes: [node(11, 'i')] }]),
        change(0, 0, { adds: [{ parentId: 11, node: node(10, 'b') }] }),
      ],
      11,
    ],
  ])('are read to their end: %s', (_, events, id) => {
    const { recording } = read([meta(0), ...events, click(id)]);
    expect(recording.actions.length).toBeGreaterThan(1);
  });

  it('look up the label of a field, however many there are', () => {
    let looks = 0;
    const ids = Array.from({ length: 1_000 }, (_, index) => 1_000 + index);
    const fields = ids.map((id) => node(id, 'input', { id: `f${id}` }));
    const labels = ids.toReversed().map((id) => {
      const attributes = {
        get for() {
          looks += 1;
          return `f${id}`;
        },
      };
      return { ...node(10_000 + id, 'label'), attributes, childNodes: [text(20_000 + id, `Field ${id}`)] };
    });
    const events = [full(0, [...fields, ...labels]), ...ids.map((id) => change(1, 5, { id, text: 'x' }))];
    // Not as a file: the attributes count who reads them.
    const actions = atOnce(
      domActions(
        events.map(({ type, data }) => ({ time: fromSeconds(0), type, data: { ...data } })),
        [],
      ),
    ).slice(1);
    expect(actions.map(({ event }) => event)).toMatchObject(
      ids.map((id) => ({ target: { name: `Field ${id}` } })),
    );
    expect(looks).toBeLessThan(5 * ids.length);
  });

  it('are refused where a page has more than 200,000 nodes, however it came to them', () => {
    const texts = (first: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({ type: 3, id: first + index }));
    const tooLarge = expect.objectContaining({ code: 'unsupported-here' }) as Error;
    const most = [meta(0), full(0, texts(100, 199_990))];
    expect(() => read(most)).not.toThrow();
    expect(() => read([meta(0), full(0, texts(100, 200_000))])).toThrow(tooLarge);
    const adds = texts(500_000, 50).map((added) => ({ parentId: 6, node: added }));
    expect(() => read([...most, change(1, 0, { adds })])).toThrow(tooLarge);
  });
});
