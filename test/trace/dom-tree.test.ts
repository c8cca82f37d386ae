import { describe, expect, it } from 'vitest';
import { DomTree } from '../../src/trace/dom-tree.ts';
import { change, full, node } from './rrweb-data.ts';

const treeOf = (...body: readonly object[]): DomTree => {
  const tree = new DomTree();
  tree.apply(full(0, body));
  return tree;
};
const mutate = (tree: DomTree, data: object): void => tree.apply(change(0, 0, data));
const text = (id: number, textContent: string) => ({ type: 3, id, textContent });

describe('the tree of a page', () => {
  it.each([0, -1, 1.5, 2 ** 53, '7', null])('has no node %j', (id) => {
    const before = [...treeOf().nodes()].length;
    expect([...treeOf({ ...node(1, 'b'), id }).nodes()]).toHaveLength(before);
  });

  it('has each node once: the first', () => {
    const tree = treeOf({ ...node(10, 'b'), childNodes: [node(10, 'i', {}, 'x')] }, node(10, 'u'));
    expect(tree.get(10)).toMatchObject({ tag: 'b', parent: 6 });
    expect(tree.get(1010)).toBeUndefined();
  });

  it('has no document in a page, no type outside of the document, and nothing in a text', () => {
    const tree = treeOf(
      { type: 0, id: 20 },
      { type: 1, id: 21 },
      { ...text(22, 'x'), childNodes: [node(23, 'b')] },
    );
    expect([20, 21, 22, 23].map((id) => tree.get(id)?.tag)).toEqual([
      undefined,
      undefined,
      '#text',
      undefined,
    ]);
    tree.apply({ type: 2, data: { node: node(1, 'html') } });
    expect([...tree.nodes()]).toEqual([]);
  });

  it('ends at a depth, also where it grows node by node', () => {
    const tree = treeOf();
    const adds = Array.from({ length: 1000 }, (_, index) => ({
      parentId: index === 0 ? 6 : 99 + index,
      node: node(100 + index, 'b'),
    }));
    mutate(tree, { adds });
    const deepest = Math.max(...[...tree.nodes()].map(({ depth }) => depth));
    expect(deepest).toBe(400);
    expect(tree.get(tree.get(100)?.parent)?.id).toBe(6);
  });

  it('moves a node with nothing in it: that is told apart', () => {
    const tree = treeOf({ ...node(10, 'b'), childNodes: [node(11, 'i')] }, node(12, 'p'));
    mutate(tree, { adds: [{ parentId: 12, node: node(10, 'b') }] });
    expect([tree.get(10)?.parent, tree.get(11)]).toEqual([12, undefined]);
    mutate(tree, { adds: [{ parentId: 10, node: node(12, 'p') }] });
    expect([tree.get(10), tree.get(12)]).toEqual([undefined, undefined]);
  });

  it('takes additions in any order', () => {
    const tree = treeOf();
    mutate(tree, {
      adds: [
        { parentId: 10, node: text(11, 'in it') },
        { parentId: 6, node: node(10, 'b') },
      ],
    });
    expect(tree.textOf(6, 80)).toBe('in it');
  });

  it('knows the label of a field for as long as it is there', () => {
    const tree = treeOf(node(10, 'label', { for: 'a' }, 'A'));
    expect(tree.labelFor('a')?.id).toBe(10);
    mutate(tree, { attributes: [{ id: 10, attributes: { for: 'b' } }] });
    expect([tree.labelFor('a'), tree.labelFor('b')?.id]).toEqual([undefined, 10]);
    mutate(tree, { removes: [{ parentId: 6, id: 10 }] });
    expect(tree.labelFor('b')).toBeUndefined();
  });

  it('reads text in its order, and no more than is asked for', () => {
    const tree = treeOf(node(10, 'p', {}, 'one '), node(11, 'script', {}, 'no'), node(12, 'p', {}, 'two'));
    expect(tree.textOf(6, 80)).toBe('one two');
    expect(tree.textOf(6, 2)).toBe('on');
  });

  it('looks at the first nodes only for a text, however many there are', () => {
    const empty = Array.from({ length: 130_000 }, (_, index) => text(1_000 + index, ''));
    const childNodes = [text(500, 'Soon'), ...empty, text(501, 'Late')];
    const tree = treeOf({ ...node(10, 'button'), childNodes });
    const children = tree.get(10)?.children ?? new Set<number>();
    const all = [...children];
    let taken = 0;
    const counted = function* () {
      for (const child of all) {
        taken += 1;
        yield child;
      }
    };
    Object.assign(children, { values: counted, [Symbol.iterator]: counted });
    expect(tree.textOf(10, 80)).toBe('Soon');
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThanOrEqual(1_000);
  });
});
