/** Which nodes a recorded page holds at a time, as the events tell: enough to name them, and to know what they are. */
import { EVENT, fields, items, NODE, number, SOURCE, text, type Fields } from './rrweb.ts';

/** A node of the page. Names of elements are in lower case. */
export interface DomNode {
  readonly id: number;
  /** 0 for the document itself. */
  readonly parent: number;
  /** `#document`, `#text` and so on for what is no element. */
  readonly tag: string;
  readonly attributes: Fields;
  /** Of a text. */
  readonly text: string;
  /** It is, or once was, a field for a password. */
  readonly secret: boolean;
  readonly children: ReadonlySet<number>;
}

interface Draft extends DomNode {
  attributes: Fields;
  text: string;
  secret: boolean;
  readonly children: Set<number>;
}

/** Deeper nodes are left out: nobody wrote them, and whoever walks the page would run out of stack. */
export const MAX_DEPTH = 400;

const NAMES: Readonly<Record<number, string>> = {
  [NODE.document]: '#document',
  [NODE.doctype]: '#doctype',
  [NODE.text]: '#text',
  [NODE.cdata]: '#text',
  [NODE.comment]: '#comment',
};

export class DomTree {
  readonly #nodes = new Map<number, Draft>();

  /** Follows an event; those that change no node are passed over. */
  apply({ type, data }: { readonly type: number; readonly data: Fields }): void {
    if (type === EVENT.fullSnapshot) {
      this.#nodes.clear();
      this.#addAll(data['node']);
    } else if (type === EVENT.incremental && data['source'] === SOURCE.mutation) {
      for (const removed of items(data['removes'])) this.remove(number(fields(removed)['id']) ?? -1);
      for (const added of items(data['adds'])) this.add(fields(added)['node'], fields(added)['parentId']);
      for (const item of items(data['attributes'])) {
        const { id, attributes } = fields(item);
        this.setAttributes(id, fields(attributes));
      }
      for (const item of items(data['texts'])) {
        const node = this.#nodes.get(number(fields(item)['id']) ?? -1);
        if (node) node.text = text(fields(item)['value']) ?? '';
      }
    }
  }

  get(id: unknown): DomNode | undefined {
    return typeof id === 'number' ? this.#nodes.get(id) : undefined;
  }

  nodes(): IterableIterator<DomNode> {
    return this.#nodes.values();
  }

  /** Adds one node, without its children: an addition names each of them apart. */
  add(value: unknown, parent: unknown): void {
    const { id, type, tagName, attributes, textContent } = fields(value);
    if (typeof id !== 'number' || typeof type !== 'number') return;
    // One that is there already moves, with all that is in it.
    const before = this.#nodes.get(id);
    if (before) this.#nodes.get(before.parent)?.children.delete(id);
    const above = typeof parent === 'number' ? parent : 0;
    const own = fields(attributes);
    this.#nodes.set(id, {
      id,
      parent: above,
      tag: type === NODE.element ? (text(tagName) ?? '').toLowerCase() : (NAMES[type] ?? '#other'),
      attributes: own,
      text: text(textContent) ?? '',
      secret: isSecret(own),
      children: before?.children ?? new Set(),
    });
    this.#nodes.get(above)?.children.add(id);
  }

  remove(id: number): void {
    const node = this.#nodes.get(id);
    if (!node) return;
    this.#nodes.get(node.parent)?.children.delete(id);
    const below = [node];
    for (let next = below.pop(); next; next = below.pop()) {
      this.#nodes.delete(next.id);
      for (const child of next.children) {
        const found = this.#nodes.get(child);
        if (found) below.push(found);
      }
    }
  }

  setAttributes(id: unknown, attributes: Fields): void {
    const node = typeof id === 'number' ? this.#nodes.get(id) : undefined;
    if (!node) return;
    node.attributes = { ...node.attributes, ...attributes };
    // A page that shows the password for a moment makes it a field for text.
    node.secret ||= isSecret(attributes);
  }

  /** The text below a node, its spaces made one, up to about `limit` characters. */
  textOf(id: number, limit: number): string {
    const parts: string[] = [];
    const waiting = [id];
    let length = 0;
    for (let next = waiting.pop(); next !== undefined && length < limit; next = waiting.pop()) {
      const node = this.#nodes.get(next);
      if (!node || ['script', 'style', 'noscript'].includes(node.tag)) continue;
      if (node.tag === '#text') {
        parts.push(node.text);
        length += node.text.trim().length;
      }
      waiting.push(...[...node.children].toReversed());
    }
    return parts.join('').replace(/\s+/g, ' ').trim().slice(0, limit);
  }

  #addAll(root: unknown): void {
    const waiting: { readonly value: unknown; readonly parent: number; readonly depth: number }[] = [
      { value: root, parent: 0, depth: 0 },
    ];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { value, parent, depth } = next;
      this.add(value, parent);
      const { id, childNodes } = fields(value);
      if (typeof id !== 'number' || depth >= MAX_DEPTH) continue;
      for (const child of items(childNodes).toReversed())
        waiting.push({ value: child, parent: id, depth: depth + 1 });
    }
  }
}

function isSecret({ type, ...others }: Fields): boolean {
  return text(type)?.toLowerCase() === 'password' || 'data-rr-is-password' in others;
}
