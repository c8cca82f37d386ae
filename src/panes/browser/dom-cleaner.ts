/**
 * Events of a DOM recording, made harmless one after the other. The policy in the frame's document and its sandbox are
 * what forbids; this is the second line. It also sees to it that rrweb waits for nothing that never comes. Pure.
 */
import { DomTree, inRounds, removedBy, type DomNode } from '../../trace/dom-tree.ts';
import { EVENT, fields, items, SOURCE, text, type Fields } from '../../trace/rrweb.ts';
import {
  canHostShadow,
  builtTag,
  cleanAttributes,
  cleanNode,
  cleanText,
  type CleanCss,
} from './clean-node.ts';
import { MASK } from './interactions.ts';

/** What rrweb is given; never the recorded object itself, which it would write to. */
export interface CleanEvent {
  readonly type: number;
  readonly data: Fields;
}

/** Follows one page from its full snapshot on. */
export class DomCleaner {
  readonly #css: CleanCss;
  readonly #tree = new DomTree();
  /** Style sheets that scripts made, by the recorder's number. */
  readonly #sheets = new Set<number>();

  constructor(css: CleanCss) {
    this.#css = css;
  }

  /**
   * undefined where the event changes nothing that is shown. Events must come in order, and each once. Throws
   * `unsupported-here` where the page becomes too large.
   */
  clean({ type, data }: CleanEvent): CleanEvent | undefined {
    if (type === EVENT.fullSnapshot) {
      this.#tree.clear();
      this.#sheets.clear();
      const node = cleanNode(data['node'], undefined, { tree: this.#tree, css: this.#css });
      return node && { type, data: { node, initialOffset: { left: 0, top: 0 } } };
    }
    if (type !== EVENT.incremental) return undefined;
    const clean = this.#incremental(data);
    return clean && { type, data: clean };
  }

  /** After an event that failed halfway: nodes that are not built will be asked for no more. */
  keepOnly(isBuilt: (id: number) => boolean): void {
    for (const { id } of this.#tree.nodes()) if (!isBuilt(id)) this.#tree.remove(id);
  }

  #incremental(data: Fields): Fields | undefined {
    switch (data['source']) {
      case SOURCE.mutation:
        return this.#mutation(data);
      case SOURCE.input: {
        const node = this.#tree.get(data['id']);
        if (!node) return undefined;
        const words = text(data['text']) ?? '';
        return {
          source: SOURCE.input,
          id: node.id,
          text: node.secret && words !== '' ? MASK : words,
          isChecked: data['isChecked'] === true,
        };
      }
      case SOURCE.styleSheetRule:
        return {
          ...sheetOf(data),
          adds: items(data['adds']).flatMap((item) => this.#rule(item)),
          removes: items(data['removes']).flatMap((item) => indexOf(fields(item)['index'])),
          // The other way to replace is done later, and so after what comes next.
          replaceSync: this.#styles(data['replaceSync'] ?? data['replace']),
        };
      case SOURCE.styleDeclaration:
        return this.#declaration(data);
      case SOURCE.adoptedStyleSheet:
        return this.#adopted(data);
      case SOURCE.selection:
        return { source: SOURCE.selection, ranges: items(data['ranges']).flatMap(rangeOf) };
      default:
        return undefined;
    }
  }

  #mutation(data: Fields): Fields {
    const tree = this.#tree;
    const removes = removedBy(data).flatMap((id) => {
      const node = tree.get(id);
      if (!node) return [];
      tree.remove(id);
      return [{ parentId: node.parent, id, ...(node.shadow && { isShadow: true }) }];
    });
    const adds = this.#adds(items(data['adds']));
    const texts = items(data['texts']).flatMap((item) => {
      const { id, value } = fields(item);
      const node = tree.get(id);
      if (!node) return [];
      const parentTag = tree.get(node.parent)?.tag;
      return [{ id: node.id, value: cleanText(text(value) ?? '', parentTag, this.#css) }];
    });
    const attributes = items(data['attributes']).flatMap((item) => {
      const { id, attributes: changed } = fields(item);
      tree.setAttributes(id, fields(changed));
      const node = tree.get(id);
      return node ? [{ id: node.id, attributes: cleanAttributes(fields(changed), node, this.#css) }] : [];
    });
    return { source: SOURCE.mutation, removes, adds, texts, attributes };
  }

  /**
   * In an order in which each can be placed: rrweb would try half a second for one that names a node which is not
   * there.
   */
  #adds(added: readonly unknown[]): readonly Fields[] {
    const placed: Fields[] = [];
    const waiting = inRounds(added, (item) => this.#add(item, placed, true));
    for (const item of waiting) this.#add(item, placed, false);
    return placed;
  }

  /** True where it was placed, or never can be. `strict`: only before the very node that it is to stand before. */
  #add(item: unknown, placed: Fields[], strict: boolean): boolean {
    const { parentId, nextId, previousId, node } = fields(item);
    const parent = this.#tree.get(parentId);
    const next = this.#place(nextId, parent, node);
    const previous = this.#place(previousId, parent, node) ?? null;
    if (!parent || (strict && next === undefined)) return !strict;
    // Its children are told apart; rrweb passes over what it is given of them.
    const bare = { ...fields(node), childNodes: [] };
    const clean = cleanNode(bare, parent, { tree: this.#tree, css: this.#css });
    if (!clean) return true;
    const isHost = canHostShadow(builtTag(parent.tag, parent.attributes));
    const { isShadow, ...plain } = clean;
    placed.push({
      parentId: parent.id,
      nextId: next ?? null,
      ...(previous !== null && { previousId: previous }),
      node: isShadow === true && isHost ? clean : plain,
    });
    return true;
  }

  /** The node beside which another is to stand: null for none, -1 for one that comes later, undefined for what cannot be. */
  #place(id: unknown, parent: DomNode | undefined, added: unknown): number | null | undefined {
    if (id === null || id === undefined || id === -1) return id ?? null;
    const beside = this.#tree.get(id);
    const isShadow = fields(added)['isShadow'] === true;
    return beside && beside.parent === parent?.id && beside.shadow === isShadow ? beside.id : undefined;
  }

  #rule(item: unknown): readonly Fields[] {
    const { rule, index } = fields(item);
    if (typeof rule !== 'string') return [];
    const [place] = indexOf(index);
    return [{ rule: this.#css(rule), ...place }];
  }

  #declaration(data: Fields): Fields {
    const { property, value, priority } = fields(data['set']);
    const gone = text(fields(data['remove'])['property']);
    return {
      ...sheetOf(data),
      source: SOURCE.styleDeclaration,
      index: items(data['index']).filter((index) => typeof index === 'number'),
      ...(typeof property === 'string' && {
        set: {
          property,
          value: typeof value === 'string' ? this.#css(value) : null,
          priority: priority === 'important' ? priority : undefined,
        },
      }),
      ...(gone !== undefined && { remove: { property: gone } }),
    };
  }

  #adopted(data: Fields): Fields | undefined {
    const host = this.#tree.get(data['id']);
    if (!host) return undefined;
    const styles = items(data['styles']).flatMap((item) => {
      const { styleId, rules } = fields(item);
      if (typeof styleId !== 'number') return [];
      this.#sheets.add(styleId);
      return [{ styleId, rules: items(rules).flatMap((rule) => this.#rule(rule)) }];
    });
    // For one that was never told rrweb would wait, and change the page at a later moment.
    const styleIds = items(data['styleIds']).filter((id) => typeof id === 'number' && this.#sheets.has(id));
    return { source: SOURCE.adoptedStyleSheet, id: host.id, styles, styleIds };
  }

  #styles(value: unknown): string | undefined {
    return typeof value === 'string' ? this.#css(value) : undefined;
  }
}

function sheetOf({ id, styleId }: Fields): Fields {
  return {
    source: SOURCE.styleSheetRule,
    ...(typeof id === 'number' && { id }),
    ...(typeof styleId === 'number' && { styleId }),
  };
}

function indexOf(index: unknown): readonly [] | readonly [{ readonly index: number | readonly number[] }] {
  if (typeof index === 'number') return [{ index }];
  const path = items(index).filter((step): step is number => typeof step === 'number');
  return path.length > 0 ? [{ index: path }] : [];
}

function rangeOf(range: unknown): readonly Fields[] {
  const { start, startOffset, end, endOffset } = fields(range);
  if ([start, startOffset, end, endOffset].some((part) => typeof part !== 'number')) return [];
  return [{ start, startOffset, end, endOffset }];
}
