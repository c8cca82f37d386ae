/** Which nodes a recorded page holds at a time, as the events tell: enough to name them, and to know what they are. */
import { TraceError } from '../base/errors.ts';
import { EVENT, fields, items, NODE, number, SOURCE, text, type Fields } from './rrweb.ts';

/** A node of the page. Names of elements are in lower case. */
export interface DomNode {
  readonly id: number;
  /** 0 for the document itself. */
  readonly parent: number;
  /** Steps below the document. */
  readonly depth: number;
  /** `#document`, `#text` and so on for what is no element. */
  readonly tag: string;
  readonly attributes: Fields;
  /** Of a text. */
  readonly text: string;
  /** It is, or once was, a field for a password. */
  readonly secret: boolean;
  /** It stands in the shadow tree of its parent. */
  readonly shadow: boolean;
  readonly children: ReadonlySet<number>;
}

interface Draft extends DomNode {
  attributes: Fields;
  text: string;
  secret: boolean;
  readonly children: Set<number>;
}

/** Deeper nodes are left out: nobody wrote them, and whoever walks the page would run out of stack. */
const MAX_DEPTH = 400;
/** Of one page at a time. */
const MAX_NODES = 200_000;
/** Nodes that are looked at for the text of one. */
const MAX_VISITED = 1_000;

const NAMES: Readonly<Record<number, string>> = {
  [NODE.document]: '#document',
  [NODE.doctype]: '#doctype',
  [NODE.text]: '#text',
  [NODE.cdata]: '#text',
  [NODE.comment]: '#comment',
};

/** Always a tree: a node is added once, below one that is there, and brings nothing with it. */
export class DomTree {
  readonly #nodes = new Map<number, Draft>();
  /** Labels by the field that they name. */
  readonly #labels = new Map<string, Set<number>>();

  /** Follows an event; those that change no node are passed over. Throws `unsupported-here` for too many nodes. */
  apply({ type, data }: { readonly type: number; readonly data: Fields }): void {
    if (type === EVENT.fullSnapshot) {
      this.clear();
      this.#addAll(data['node']);
    } else if (type === EVENT.incremental && data['source'] === SOURCE.mutation) {
      for (const id of removedBy(data)) this.remove(id);
      inRounds(items(data['adds']), (added) => {
        const { node, parentId } = fields(added);
        const parent = this.get(parentId);
        if (parent) this.add(node, parent);
        return parent !== undefined;
      });
      for (const item of items(data['attributes'])) {
        const { id, attributes } = fields(item);
        this.setAttributes(id, fields(attributes));
      }
      for (const item of items(data['texts'])) {
        const node = this.#nodes.get(number(fields(item)['id']) ?? 0);
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

  /** A label that names the field with this `id`. */
  labelFor(field: string): DomNode | undefined {
    const [first] = this.#labels.get(field) ?? [];
    return this.get(first);
  }

  clear(): void {
    this.#nodes.clear();
    this.#labels.clear();
  }

  /**
   * Adds one node, without its children: a document, or what is below a `parent` of this tree. undefined for what cannot
   * be one, or is there already. Throws `unsupported-here` for too many nodes.
   */
  add(value: unknown, parent: DomNode | undefined): DomNode | undefined {
    const { id, type, tagName, attributes, textContent, isShadow } = fields(value);
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || id <= 0 || this.#nodes.has(id))
      return undefined;
    const depth = parent ? parent.depth + 1 : 0;
    if (typeof type !== 'number' || depth > MAX_DEPTH || !canStand(type, parent)) return undefined;
    if (this.#nodes.size >= MAX_NODES) {
      const reason = `it has more than ${MAX_NODES.toLocaleString('en')} elements and texts`;
      throw new TraceError('unsupported-here', { what: 'The recorded page', reason });
    }
    const own = fields(attributes);
    const node: Draft = {
      id,
      parent: parent?.id ?? 0,
      depth,
      tag: type === NODE.element ? (text(tagName) ?? '').toLowerCase() : (NAMES[type] ?? '#other'),
      attributes: own,
      text: text(textContent) ?? '',
      secret: isSecret(own),
      shadow: isShadow === true,
      children: new Set(),
    };
    this.#nodes.set(id, node);
    this.#nodes.get(node.parent)?.children.add(id);
    this.#noteLabel(node);
    return node;
  }

  /** Takes a node away with all that is in it. */
  remove(id: number): void {
    const node = this.#nodes.get(id);
    if (!node) return;
    this.#nodes.get(node.parent)?.children.delete(id);
    const below = [node];
    for (let next = below.pop(); next; next = below.pop()) {
      this.#forgetLabel(next);
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
    this.#forgetLabel(node);
    node.attributes = { ...node.attributes, ...attributes };
    this.#noteLabel(node);
    // A page that shows the password for a moment makes it a field for text.
    node.secret ||= isSecret(attributes);
  }

  /** The text below a node, its spaces made one, up to about `limit` characters; what comes late in much is not seen. */
  textOf(id: number, limit: number): string {
    const parts: string[] = [];
    const waiting: Iterator<number>[] = [[id].values()];
    let length = 0;
    for (let visited = 0; visited < MAX_VISITED && length < limit; visited += 1) {
      const next = waiting.at(-1)?.next();
      if (!next) break;
      if (next.done === true) {
        waiting.pop();
        continue;
      }
      const node = this.#nodes.get(next.value);
      if (!node || ['script', 'style', 'noscript'].includes(node.tag)) continue;
      if (node.tag === '#text') {
        parts.push(node.text);
        length += node.text.trim().length;
      }
      waiting.push(node.children.values());
    }
    return parts.join('').replace(/\s+/g, ' ').trim().slice(0, limit);
  }

  #addAll(root: unknown): void {
    const waiting: { readonly value: unknown; readonly parent: DomNode | undefined }[] = [
      { value: root, parent: undefined },
    ];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const node = this.add(next.value, next.parent);
      if (!node) continue;
      for (const child of items(fields(next.value)['childNodes']).toReversed())
        waiting.push({ value: child, parent: node });
    }
  }

  #noteLabel(node: DomNode): void {
    const field = labelled(node);
    if (field === undefined) return;
    const labels = this.#labels.get(field);
    if (labels) labels.add(node.id);
    else this.#labels.set(field, new Set([node.id]));
  }

  #forgetLabel(node: DomNode): void {
    const field = labelled(node);
    const labels = field === undefined ? undefined : this.#labels.get(field);
    if (field === undefined || !labels?.delete(node.id)) return;
    if (labels.size === 0) this.#labels.delete(field);
  }
}

/**
 * The nodes that a mutation takes away before it adds any. Among them are those that it adds again: what is in them is
 * told apart.
 */
export function removedBy(data: Fields): readonly number[] {
  const removed = items(data['removes']).map((item) => fields(item)['id']);
  const added = items(data['adds']).map((item) => fields(fields(item)['node'])['id']);
  return [...removed, ...added].filter((id) => typeof id === 'number');
}

/** Rounds over additions that name nodes which come later; real recordings need two. */
const MAX_ROUNDS = 50;

/** Tries those that failed again for as long as others succeed; what is left are those that never do. */
export function inRounds<T>(all: readonly T[], attempt: (item: T) => boolean): readonly T[] {
  let waiting = all;
  for (let round = 0; waiting.length > 0 && round < MAX_ROUNDS; round += 1) {
    const later = waiting.filter((item) => !attempt(item));
    if (later.length === waiting.length) break;
    waiting = later;
  }
  return waiting;
}

function isSecret({ type, ...others }: Fields): boolean {
  return text(type)?.toLowerCase() === 'password' || 'data-rr-is-password' in others;
}

/** A document within another would take all of the page away, and a text has nothing in it. */
function canStand(type: number, parent: DomNode | undefined): boolean {
  if (type === NODE.document || !parent) return type === NODE.document && !parent;
  if (type === NODE.doctype) return parent.tag === '#document';
  return parent.tag === '#document' || !parent.tag.startsWith('#');
}

function labelled({ tag, attributes }: DomNode): string | undefined {
  return tag === 'label' ? text(attributes['for']) : undefined;
}
