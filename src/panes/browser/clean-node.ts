/** Nodes of a DOM recording, as they may be built: always new objects, of known fields only. Pure. */
import { MAX_DEPTH, type DomNode } from '../../trace/dom-tree.ts';
import { fields, items, NODE, number, text, type Fields } from '../../trace/rrweb.ts';
import {
  BOXES,
  ELEMENTS,
  isAllowedAttribute,
  isCustomElement,
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
  if (tag === 'link' && isStyleSheet(attributes)) return 'style';
  // A canvas has no picture without scripts: what was taken of it is an image.
  if (tag === 'canvas' && isData(attributes['rr_dataURL'])) return 'img';
  if (UNSEEN.has(tag)) return 'noscript';
  if (BOXES.has(tag)) return 'div';
  return ELEMENTS.has(tag) || isCustomElement(tag) ? tag : 'span';
}

export function canHostShadow(builtAs: string): boolean {
  return SHADOW_HOSTS.has(builtAs) || isCustomElement(builtAs);
}

/** `parentTag`: of the recorded parent. undefined for what can be nothing at all. */
export function cleanNode(
  value: unknown,
  parentTag: string | undefined,
  css: CleanCss,
  depth = 0,
): CleanNode | undefined {
  const { id, type, isShadow } = fields(value);
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id <= 0 || depth > MAX_DEPTH) return undefined;
  const shadow = isShadow === true && { isShadow: true };
  switch (type) {
    case NODE.document:
      // One within another would take all of the page away.
      return depth === 0 && parentTag === undefined ? cleanDocument(id, fields(value), css) : undefined;
    case NODE.doctype:
      return parentTag === '#document' ? cleanDoctype(id, fields(value)) : undefined;
    case NODE.element:
      return { ...cleanElement(id, fields(value), css, depth), ...shadow };
    case NODE.text:
    case NODE.cdata: {
      const words = text(fields(value)['textContent']) ?? '';
      return { type: NODE.text, id, textContent: cleanText(words, parentTag, css), ...shadow };
    }
    default:
      return { type: NODE.comment, id, textContent: '', ...shadow };
  }
}

/** The text of a style sheet is one; that of a script is nobody's. */
export function cleanText(words: string, parentTag: string | undefined, css: CleanCss): string {
  if (parentTag === 'script') return '';
  return parentTag === 'style' || parentTag === 'link' ? css(words) : words;
}

function cleanDocument(id: number, { childNodes, compatMode }: Fields, css: CleanCss): CleanNode {
  const children = cleanChildren(childNodes, '#document', css, 0);
  // rrweb looks at the first child of a document in quirks mode.
  const quirks = compatMode === 'BackCompat' && children.length > 0;
  return { type: NODE.document, id, childNodes: children, ...(quirks && { compatMode }) };
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

function cleanElement(id: number, node: Fields, css: CleanCss, depth: number): CleanNode {
  const tag = (text(node['tagName']) ?? '').toLowerCase();
  const recorded = fields(node['attributes']);
  const builtAs = builtTag(tag, recorded);
  const facts = { tag, secret: isSecret(recorded) };
  return {
    type: NODE.element,
    id,
    tagName: builtAs,
    attributes: { ...cleanAttributes(recorded, facts, css), ...instead(tag, recorded) },
    childNodes: cleanChildren(node['childNodes'], tag, css, depth),
    ...(node['isSVG'] === true && { isSVG: true }),
    ...(node['isShadowHost'] === true && canHostShadow(builtAs) && { isShadowHost: true }),
  };
}

/** Attributes that an element gets for being built as another one. */
function instead(tag: string, recorded: Fields): Fields {
  const image = recorded['rr_dataURL'];
  // rrweb would open it for good, and the focus would go into it.
  if (tag === 'dialog' && recorded['rr_open_mode'] === 'modal') return { 'data-rr-open-mode': 'modal' };
  if ((tag === 'canvas' || tag === 'img') && isData(image)) return { src: image };
  return {};
}

function cleanChildren(value: unknown, tag: string, css: CleanCss, depth: number): readonly CleanNode[] {
  return items(value).flatMap((child) => cleanNode(child, tag, css, depth + 1) ?? []);
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
    } else if (isAllowedAttribute(lower)) {
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

function isStyleSheet({ rel, _cssText }: Fields): boolean {
  return typeof _cssText === 'string' || /\bstylesheet\b/i.test(text(rel) ?? '');
}

function isSecret(attributes: Fields): boolean {
  return text(attributes['type'])?.toLowerCase() === 'password' || 'data-rr-is-password' in attributes;
}

/** A whole number that names a node; 0 for what names none. */
export function nodeId(value: unknown): number {
  const id = number(value) ?? 0;
  return Number.isSafeInteger(id) ? id : 0;
}
