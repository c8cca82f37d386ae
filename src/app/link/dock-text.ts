/** Where panes stand, as a text that an address can carry. Pure. */
import type { IJsonModel } from 'flexlayout-react';

/**
 * `20steps_44video.browser_36(62terminal.diff*.tests_38voice.outcome)`: columns, within brackets rows, and so on in turn;
 * `_` between those beside each other, `.` between panes of one place, `*` behind the one in front where that is not the
 * first. The number before is its share, in hundredths. `none`: every pane was put away.
 */
export function dockText({ layout }: Pick<IJsonModel, 'layout'>): string {
  return nodesText(asNode(layout)?.children ?? []) || NONE;
}

/** A model of that text, without titles; undefined for what is none, has a pane twice, or is too large. */
export function dockModel(text: string): Pick<IJsonModel, 'layout'> | undefined {
  if (text.length > MAX_DOCK) return undefined;
  if (text === NONE) return { layout: { type: 'row', children: [{ type: 'tabset', children: [] }] } };
  const reader = new DockReader(text);
  const children = reader.nodes(0);
  if (!children || !reader.ended || new Set(reader.panes).size !== reader.panes.length) return undefined;
  return { layout: { type: 'row', children } as IJsonModel['layout'] };
}

/** The panes that such a text names. */
export function dockPanes(text: string): readonly string[] {
  return text === NONE ? [] : (text.match(/[a-z][a-z-]*/g) ?? []);
}

/** The text of a layout without panes. */
const NONE = 'none';

/** Characters of a text that is read. */
export const MAX_DOCK = 400;
/** Rows within rows. */
const MAX_DEPTH = 6;

interface Node {
  readonly type: string;
  readonly id: string | undefined;
  readonly weight: number;
  readonly selected: number;
  readonly children: readonly Node[];
}

/** Of the library's JSON, of which many parts are optional. */
function asNode(value: unknown): Node | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, id, weight, selected, children } = value as Readonly<Record<string, unknown>>;
  return {
    type: typeof type === 'string' ? type : '',
    id: typeof id === 'string' ? id : undefined,
    weight: typeof weight === 'number' ? weight : 100,
    selected: typeof selected === 'number' ? selected : 0,
    children: Array.isArray(children) ? children.flatMap((child) => asNode(child) ?? []) : [],
  };
}

/** Those that hold panes. */
function nodesText(all: readonly Node[]): string {
  const nodes = all.filter(hasPane);
  const shares = hundredths(nodes.map(({ weight }) => weight));
  return nodes
    .map((node, index) => (nodes.length > 1 ? String(shares[index]) : '') + nodeText(node))
    .join('_');
}

/** Whole shares that sum to 100, each at least 1: read again, they are the same. */
function hundredths(weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0) || 1;
  const exact = weights.map((weight) => Math.max(1, (weight / sum) * 100));
  const shares = exact.map(Math.floor);
  const order = exact.map((_, index) => index).sort((a, b) => rest(exact[b]) - rest(exact[a]) || a - b);
  const missing = 100 - shares.reduce((total, share) => total + share, 0);
  for (const index of order.slice(0, Math.max(0, missing))) shares[index] = (shares[index] ?? 0) + 1;
  // What the smallest were given is the largest's.
  const largest = shares.indexOf(Math.max(...shares));
  if (missing < 0) shares[largest] = (shares[largest] ?? 0) + missing;
  return shares;
}

function rest(share = 0): number {
  return share - Math.floor(share);
}

function nodeText({ type, selected, children }: Node): string {
  if (type === 'tabset')
    return children.map(({ id = '' }, place) => (place > 0 && place === selected ? `${id}*` : id)).join('.');
  const [only, ...others] = children.filter(hasPane);
  // A place that fills its row needs no brackets.
  return only?.type === 'tabset' && others.length === 0 ? nodeText(only) : `(${nodesText(children)})`;
}

function hasPane({ type, children }: Node): boolean {
  return type === 'tab' || children.some(hasPane);
}

class DockReader {
  readonly panes: string[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get ended(): boolean {
    return this.#at === this.#text.length;
  }

  /** Those beside each other; undefined where something cannot be read. */
  nodes(depth: number): readonly object[] | undefined {
    const found: object[] = [];
    do {
      const node = this.#node(depth);
      if (!node) return undefined;
      found.push(node);
    } while (this.#take(/_/y) !== undefined);
    return found;
  }

  #node(depth: number): object | undefined {
    const weight = Number(this.#take(/[1-9]\d{0,2}/y) ?? 100);
    if (this.#take(/\(/y) === undefined) return this.#set(weight);
    const children = depth < MAX_DEPTH ? this.nodes(depth + 1) : undefined;
    return children && this.#take(/\)/y) !== undefined ? { type: 'row', weight, children } : undefined;
  }

  #set(weight: number): object | undefined {
    const children: object[] = [];
    let selected = 0;
    do {
      const id = this.#take(/[a-z][a-z-]{0,40}/y);
      if (id === undefined) return undefined;
      if (this.#take(/\*/y) !== undefined) selected = children.length;
      children.push({ type: 'tab', id, name: id, component: id });
      this.panes.push(id);
    } while (this.#take(/\./y) !== undefined);
    return { type: 'tabset', weight, selected, children };
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}
