/**
 * Pages of a trace as HTML. A snapshot is a tree of [name, attributes, ...children], texts, and references
 * [[snapshots ago, node]], whose nodes are counted children first. Pure.
 */
import { isObject } from '../../base/json.ts';

/** Deeper than pages are, and less than would stop the program. */
const MAX_DEPTH = 400;
/** Characters of a page: references may repeat each other without end. */
const MAX_CHARACTERS = 4_000_000;
const EMPTY = new Set('AREA BASE BR COL EMBED HR IMG INPUT LINK META PARAM SOURCE TRACK WBR'.split(' '));
/** Elements whose text is no markup. */
const RAW = new Set(['STYLE', 'SCRIPT']);
const NAME = /^[A-Za-z][\w:.-]*$/;
const ATTRIBUTE = /^[A-Za-z_][\w:.-]*$/;

/** Text of the style sheet at an address, or an address that holds a picture; undefined where it was not recorded. */
export interface PageResources {
  readonly style: (url: string) => string | undefined;
  readonly picture: (url: string) => string | undefined;
}

/** The snapshots of one frame so far, each by its nodes. */
export class FramePages {
  readonly #trees: unknown[] = [];
  readonly #nodes: (readonly unknown[] | undefined)[] = [];

  /** Adds the next snapshot of this frame. */
  add(tree: unknown): void {
    this.#trees.push(tree);
  }

  /** The page of the latest snapshot; undefined where it would be too large. `base`: its address. */
  page(doctype: string | undefined, base: string, resources: PageResources): string | undefined {
    const index = this.#trees.length - 1;
    const pieces: string[] = [];
    // Of what is looked at as well: what leaves nothing in the page takes time, too.
    let spent = 0;
    const put = (text: string): void => {
      spent += text.length;
      if (spent <= MAX_CHARACTERS) pieces.push(text);
    };
    const visit = (node: unknown, at: number, parent: string, depth: number): void => {
      spent += 1;
      if (depth > MAX_DEPTH || spent > MAX_CHARACTERS) return;
      if (typeof node === 'string') {
        put(RAW.has(parent) ? node.replaceAll('</', '<\\/') : escaped(node));
        return;
      }
      if (!Array.isArray(node)) return;
      const [head, attributes] = node as readonly unknown[];
      if (Array.isArray(head)) {
        const target = this.#referred(head, at);
        if (target) visit(target.node, target.at, parent, depth + 1);
        return;
      }
      if (typeof head !== 'string' || !NAME.test(head)) return;
      const name = head.toUpperCase();
      if (name === 'SCRIPT' || name === 'BASE') return;
      const values = isObject(attributes) ? attributes : {};
      spent += Object.keys(values).length;
      const sheet = name === 'LINK' ? sheetOf(values, base, resources) : undefined;
      if (sheet !== undefined) {
        put(`<style>${sheet.replaceAll('</', '<\\/')}</style>`);
        return;
      }
      put(`<${head}${written(values, name, base, resources)}>`);
      for (let child = 2; child < node.length && spent <= MAX_CHARACTERS; child++)
        visit(node[child], at, name, depth + 1);
      if (!EMPTY.has(name)) put(`</${head}>`);
    };
    visit(this.#trees[index], index, '', 0);
    if (spent > MAX_CHARACTERS) return undefined;
    const kind = doctype !== undefined && /^[\w\s"':/.-]{1,300}$/.test(doctype) ? doctype : 'html';
    return `<!DOCTYPE ${kind}>${pieces.join('')}`;
  }

  #referred(
    reference: readonly unknown[],
    at: number,
  ): { readonly node: unknown; readonly at: number } | undefined {
    const [ago, node] = reference;
    if (typeof ago !== 'number' || typeof node !== 'number') return undefined;
    const index = at - ago;
    // Only what came before may be meant: else a page could hold itself.
    if (!Number.isInteger(index) || index < 0 || ago < 1) return undefined;
    const nodes = (this.#nodes[index] ??= nodesOf(this.#trees[index]));
    return node in nodes ? { node: nodes[node], at: index } : undefined;
  }
}

function nodesOf(tree: unknown): readonly unknown[] {
  const nodes: unknown[] = [];
  const visit = (node: unknown, depth: number): void => {
    if (typeof node === 'string') nodes.push(node);
    else if (Array.isArray(node) && typeof node[0] === 'string' && depth <= MAX_DEPTH) {
      for (const child of node.slice(2)) visit(child, depth + 1);
      nodes.push(node);
    }
  };
  visit(tree, 0);
  return nodes;
}

function written(
  values: Readonly<Record<string, unknown>>,
  name: string,
  base: string,
  { picture }: PageResources,
): string {
  const current = values['__playwright_current_src__'];
  return Object.entries(values)
    .flatMap(([key, value]) => {
      if (typeof value !== 'string' || !ATTRIBUTE.test(key)) return [];
      const lower = key.toLowerCase();
      if (lower === '__playwright_value_') return [['value', value]];
      if (lower === '__playwright_checked_') return value === 'true' ? [['checked', '']] : [];
      if (lower === '__playwright_selected_') return value === 'true' ? [['selected', '']] : [];
      if (lower.startsWith('__playwright_') || lower.startsWith('on')) return [];
      if (lower === 'srcset' || ((name === 'IFRAME' || name === 'FRAME') && lower === 'src')) return [];
      if (name !== 'IMG' || lower !== 'src') return [[key, value]];
      return [['src', picture(absolute(typeof current === 'string' ? current : value, base)) ?? value]];
    })
    .map(([key, value]) => ` ${key ?? ''}="${escaped(value ?? '')}"`)
    .join('');
}

function sheetOf(
  values: Readonly<Record<string, unknown>>,
  base: string,
  { style }: PageResources,
): string | undefined {
  const { rel, href } = values;
  if (typeof href !== 'string' || typeof rel !== 'string' || !/(?:^|\s)stylesheet(?:\s|$)/i.test(rel))
    return undefined;
  return style(absolute(href, base));
}

function absolute(url: string, base: string): string {
  return URL.canParse(url, base) ? new URL(url, base).href : url;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
