/** Nodes of a DOM recording, as they may be built: always new objects, of known fields only. Pure. */
import type { DomNode, DomTree } from '../../trace/dom-tree.ts';
import { fields, items, NODE, text, type Fields } from '../../trace/rrweb.ts';
import {
  BOXES,
  ELEMENTS,
  isAllowedAttribute,
  isCustomElement,
  NAMED_BY_DOCUMENT,
  PAINT,
  RRWEB_SCROLL,
  RRWEB_SIZES,
  SHADOW_HOSTS,
  SOURCES,
  UNSEEN,
} from './dom-allowed.ts';
import { MASK } from './interactions.ts';

/** A node as rrweb reads it. */
export type CleanNode = Fields & { readonly type: number; readonly id: number };
/** A style sheet, made harmless. */
export type CleanCss = (css: string) => string;

/** The name of the element to be built for a recorded one. */
export function builtTag(tag: string, attributes: Fields): string {
  // Any of them may become a style sheet later.
  if (tag === 'link') return 'style';
  // A canvas has no picture without scripts: what was taken of it is an image.
  if (tag === 'canvas' && isData(attributes['rr_dataURL'])) return 'img';
  if (UNSEEN.has(tag)) return 'noscript';
  if (BOXES.has(tag)) return 'div';
  return ELEMENTS.has(tag) || isCustomElement(tag) ? tag : 'span';
}

export function canHostShadow(builtAs: string): boolean {
  return SHADOW_HOSTS.has(builtAs) || isCustomElement(builtAs);
}

/** A page in the making: what is built is in the tree, and only that. */
export interface Building {
  readonly tree: DomTree;
  readonly css: CleanCss;
}

/** Adds a node to the tree, with its children; undefined for what can be nothing at all. */
export function cleanNode(
  value: unknown,
  parent: DomNode | undefined,
  building: Building,
): CleanNode | undefined {
  const node = building.tree.add(value, parent);
  if (!node) return undefined;
  const { id } = node;
  const shadow = node.shadow && { isShadow: true };
  const recorded = fields(value);
  switch (recorded['type']) {
    case NODE.document:
      return cleanDocument(node, recorded, building);
    case NODE.doctype:
      return cleanDoctype(id, recorded);
    case NODE.element:
      return { ...cleanElement(node, recorded, building), ...shadow };
    case NODE.text:
    case NODE.cdata:
      return { type: NODE.text, id, textContent: cleanText(node.text, parent?.tag, building.css), ...shadow };
    default:
      return { type: NODE.comment, id, textContent: '', ...shadow };
  }
}

/** The text of a style sheet is one; that of a script is nobody's. */
export function cleanText(words: string, parentTag: string | undefined, css: CleanCss): string {
  if (parentTag === 'script') return '';
  return parentTag === 'style' || parentTag === 'link' ? css(words) : words;
}

function cleanDocument(node: DomNode, { childNodes, compatMode }: Fields, building: Building): CleanNode {
  const children = cleanChildren(childNodes, node, building);
  // rrweb looks at the first child of a document in quirks mode.
  const quirks = compatMode === 'BackCompat' && children.length > 0;
  return { type: NODE.document, id: node.id, childNodes: children, ...(quirks && { compatMode }) };
}

function cleanDoctype(id: number, { name, publicId, systemId }: Fields): CleanNode {
  const known = text(name) ?? '';
  return {
    type: NODE.doctype,
    id,
    name: /^[a-z]+$/i.test(known) ? known : 'html',
    publicId: text(publicId) ?? '',
    systemId: text(systemId) ?? '',
  };
}

function cleanElement(node: DomNode, recorded: Fields, building: Building): CleanNode {
  const { id, tag, attributes } = node;
  const builtAs = builtTag(tag, attributes);
  // rrweb builds no text of a field that has a value.
  const isFilled = tag === 'textarea' && typeof attributes['value'] === 'string';
  return {
    type: NODE.element,
    id,
    tagName: builtAs,
    attributes: { ...cleanAttributes(attributes, node, building.css), ...instead(tag, attributes) },
    childNodes: isFilled ? [] : cleanChildren(recorded['childNodes'], node, building),
    ...(recorded['isSVG'] === true && { isSVG: true }),
    ...(recorded['isShadowHost'] === true && canHostShadow(builtAs) && { isShadowHost: true }),
  };
}

/** Attributes that an element gets for being built as another one. */
function instead(tag: string, recorded: Fields): Fields {
  const image = recorded['rr_dataURL'];
  if ((tag === 'canvas' || tag === 'img') && isData(image)) return { src: image };
  return {};
}

function cleanChildren(value: unknown, parent: DomNode, building: Building): readonly CleanNode[] {
  return items(value).flatMap((child) => cleanNode(child, parent, building) ?? []);
}

/** What is known of the element that attributes belong to. */
type Facts = Pick<DomNode, 'tag' | 'secret'>;

/** The attributes that may be set; null takes one away. */
export function cleanAttributes(attributes: Fields, { tag, secret }: Facts, css: CleanCss): Fields {
  const clean: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(attributes)) {
    const lower = name.toLowerCase();
    if (name === '_cssText') {
      if ((tag === 'style' || tag === 'link') && typeof value === 'string') clean[name] = css(value);
    } else if ((tag === 'a' || tag === 'area') && (lower === 'href' || lower === 'xlink:href')) {
      // A link's address stays to be read; without `href` it is no link.
      if (
        value === null ||
        (typeof value === 'string' && !/^[\s\p{Cc}]*(?:javascript|vbscript|data):/iu.test(value))
      )
        clean['data-href'] = value;
    } else if (RRWEB_SIZES.has(name)) {
      if (typeof value === 'string' && /^[\d.]+px$/.test(value)) clean[name] = value;
    } else if (RRWEB_SCROLL.has(lower)) {
      if (typeof value === 'number' && Number.isFinite(value)) clean[name] = value;
    } else if (tag === 'dialog' && (name === 'rr_open_mode' || (name === 'open' && value === null))) {
      // rrweb would open it for good, and the focus would go into it.
      clean['data-rr-open-mode'] = name === 'rr_open_mode' && value === 'modal' ? value : null;
      if (name === 'open') clean[name] = null;
    } else if (isAllowedAttribute(lower) && !(lower === 'name' && NAMED_BY_DOCUMENT.has(tag))) {
      const kept = cleanValue(lower, value, css);
      if (kept !== undefined)
        clean[name] = lower === 'value' && secret && kept !== null && kept !== '' ? MASK : kept;
    }
  }
  return clean;
}

function cleanValue(name: string, value: unknown, css: CleanCss): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return String(value);
  if (name === 'style' && typeof value === 'object') return cleanDeclarations(fields(value), css);
  if (typeof value !== 'string') return undefined;
  if (SOURCES.has(name)) return isData(value) || value.startsWith('#') ? value : undefined;
  return PAINT.has(name) ? css(value) : value;
}

/** Properties as a mutation tells them: a value, a value with its priority, or false for one that went. */
function cleanDeclarations(style: Fields, css: CleanCss): Fields {
  return Object.fromEntries(
    Object.entries(style).flatMap(([property, value]): [string, unknown][] => {
      if (value === false) return [[property, value]];
      if (typeof value === 'string') return [[property, css(value)]];
      const [first, priority] = items(value);
      return typeof first === 'string'
        ? [[property, [css(first), priority === 'important' ? priority : '']]]
        : [];
    }),
  );
}

function isData(value: unknown): boolean {
  return typeof value === 'string' && /^data:/i.test(value);
}
